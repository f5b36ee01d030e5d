namespace Footfall.Storage.Sealed;

/// <summary>What became of an offered or undone segment.</summary>
public enum SegmentOutcome
{
    Done,

    /// <summary>The file is not the one whose hash the manifest has.</summary>
    OtherBytes,

    /// <summary>The id was used before.</summary>
    IdTaken,

    /// <summary>The manifest does not follow the last one: another key holder was first.</summary>
    ChainMoved,

    /// <summary>Something that it stands for is not there any more: another key holder was first, or it has expired.</summary>
    SourcesGone,

    /// <summary>There is no such segment.</summary>
    Unknown,

    /// <summary>The days of grace are over, or it was undone or replaced before.</summary>
    TooLate,
}
