using Footfall.Query.Parsing;

namespace Footfall.Query.Trends;

/// <summary>One line of a trend report: some events, and what is told of them.</summary>
/// <param name="Events">Null: any that counts.</param>
/// <param name="Property">The prop that is measured; null exactly where events or visitors are counted.</param>
internal sealed record TrendSeries(Filter? Events, TrendMeasure Measure, Dimension? Property)
{
    /// <summary>Where nothing happened it is nought, not unknown.</summary>
    public bool IsNoughtWithoutEvents => Measure is TrendMeasure.Total or TrendMeasure.Visitors or TrendMeasure.Sum;

    public bool CountsVisitors => Measure == TrendMeasure.Visitors;

    public static bool TakesProperty(TrendMeasure measure) => measure is not (TrendMeasure.Total or TrendMeasure.Visitors);
}
