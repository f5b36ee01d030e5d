using System.Collections.Frozen;

namespace Footfall.Query.Parsing;

/// <summary>The names of metrics in questions, and the families that the rules speak of.</summary>
internal static class MetricNames
{
    private static readonly FrozenDictionary<string, Metric> ByName = new Dictionary<string, Metric>
    {
        ["visitors"] = Metric.Visitors,
        ["visits"] = Metric.Visits,
        ["pageviews"] = Metric.Pageviews,
        ["views_per_visit"] = Metric.ViewsPerVisit,
        ["bounce_rate"] = Metric.BounceRate,
        ["visit_duration"] = Metric.VisitDuration,
        ["events"] = Metric.Events,
        ["scroll_depth"] = Metric.ScrollDepth,
        ["time_on_page"] = Metric.TimeOnPage,
        ["percentage"] = Metric.Percentage,
        ["conversion_rate"] = Metric.ConversionRate,
        ["group_conversion_rate"] = Metric.GroupConversionRate,
        ["average_revenue"] = Metric.AverageRevenue,
        ["total_revenue"] = Metric.TotalRevenue,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<Metric, string> ByMetric = ByName.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    public static IEnumerable<Metric> All => ByMetric.Keys;

    public static string Name(this Metric metric) => ByMetric[metric];

    public static bool TryParse(string name, out Metric metric) => ByName.TryGetValue(name, out metric);

    /// <summary>Metrics of whole visits, which have no meaning for a single event.</summary>
    public static bool IsOfWholeVisits(this Metric metric) => metric is Metric.ViewsPerVisit or Metric.BounceRate or Metric.VisitDuration;

    public static bool IsConversion(this Metric metric) => metric is Metric.ConversionRate or Metric.GroupConversionRate;

    public static bool IsRevenue(this Metric metric) => metric is Metric.AverageRevenue or Metric.TotalRevenue;

    /// <summary>Metrics whose values are shares of a hundred, and whose change is told in points.</summary>
    public static bool IsShare(this Metric metric) => metric is Metric.BounceRate or Metric.ConversionRate or Metric.GroupConversionRate or Metric.ScrollDepth;
}
