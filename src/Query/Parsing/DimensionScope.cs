namespace Footfall.Query.Parsing;

/// <summary>What a dimension is an attribute of.</summary>
internal enum DimensionScope
{
    Event,
    Visit,
    Time,

    /// <summary>Of either: every event and every visit knows whether a bot made it.</summary>
    Both,
}
