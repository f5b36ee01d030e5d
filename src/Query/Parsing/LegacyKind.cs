namespace Footfall.Query.Parsing;

/// <summary>The questions of the Stats API v1.</summary>
internal enum LegacyKind
{
    Aggregate,
    Timeseries,
    Breakdown,
}
