using Footfall.Events;

namespace Footfall.Storage.Sealed;

/// <summary>A segment as the server knows it: everything but what is inside.</summary>
public sealed record Segment
{
    public required Guid Id { get; init; }

    public required EpochId Epoch { get; init; }

    /// <summary>Bytes of the file.</summary>
    public required long Size { get; init; }

    /// <summary>The first envelope that it stands for; null where it stands for other segments only.</summary>
    public long? FirstNumber { get; init; }

    public long? LastNumber { get; init; }

    public long Envelopes { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime MadeAt { get; init; }

    /// <summary>The segment that stands for this one; null: none.</summary>
    public Guid? ReplacedBy { get; init; }

    /// <summary>UTC; when it was taken back, since when what it stood for is there again. Null: it was not.</summary>
    public DateTime? UndoneAt { get; init; }

    /// <summary>False once the days of grace are over, or the epoch has been deleted.</summary>
    public bool HasBytes { get; init; }

    /// <summary>It is part of what the project consists of now.</summary>
    public bool IsLive => ReplacedBy is null && UndoneAt is null && HasBytes;
}
