namespace Footfall.Query.Trends;

/// <summary>What is told of the events of a series. <c>docs/metrics.md</c> has the definitions.</summary>
internal enum TrendMeasure
{
    /// <summary>How many they are.</summary>
    Total,

    /// <summary>Of how many different visitors.</summary>
    Visitors,

    /// <summary>These are of a prop's numbers.</summary>
    Sum,
    Average,
    Median,
    P90,
    P95,
    P99,

    /// <summary>The percentage of those with a prop that says yes or no where it says yes.</summary>
    Share,
}
