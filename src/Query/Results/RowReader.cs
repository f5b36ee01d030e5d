using System.Globalization;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;

namespace Footfall.Query.Results;

/// <summary>Turns the rows that an engine gave into those of an answer.</summary>
internal static class RowReader
{
    public static AnswerRow Read(Plan plan, IReadOnlyList<object?> row)
    {
        var question = plan.Question;
        var dimensions = new string[question.Dimensions.Count];
        for (var i = 0; i < dimensions.Length; i++)
            dimensions[i] = question.Dimensions[i].IsTime ? plan.Buckets!.Label((DateTime)row[i]!) : (string)row[i]!;
        var metrics = new object?[question.Metrics.Count];
        for (var i = 0; i < metrics.Length; i++)
            metrics[i] = Told(plan, question.Metrics[i], row[dimensions.Length + i], dimensions);
        var time = question.Dimensions.ToList().FindIndex(d => d.IsTime);
        return new AnswerRow(dimensions, metrics) { Bucket = time < 0 ? null : (DateTime)row[time]! };
    }

    /// <summary>What a metric is where nothing happened.</summary>
    public static object? Zero(Metric metric) => metric switch
    {
        Metric.Visitors or Metric.Visits or Metric.Pageviews or Metric.Events or Metric.BounceRate or Metric.VisitDuration or Metric.Bounces or Metric.VisitTime => 0L,
        Metric.ViewsPerVisit or Metric.Percentage or Metric.ConversionRate or Metric.GroupConversionRate => 0d,
        _ => null,
    };

    private static object? Told(Plan plan, Metric metric, object? value, string[] dimensions)
    {
        if (metric.IsRevenue()) return Revenue(plan, metric, value, dimensions);
        return value switch
        {
            null => null,
            double or long => value,
            _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        };
    }

    /// <summary>A goal without a currency has no revenue; one with a currency and no sales has zero, but no average.</summary>
    private static RevenueValue? Revenue(Plan plan, Metric metric, object? value, string[] dimensions)
    {
        var currency = plan.Currency?.Text;
        var goal = plan.Question.Dimensions.ToList().FindIndex(d => d.IsGoal);
        if (goal >= 0) currency = plan.GoalCurrencies.GetValueOrDefault(Value.Told(dimensions[goal]))?.Text;
        if (currency is null || plan.Warnings.ContainsKey(metric)) return null;
        if (value is null) return metric == Metric.TotalRevenue ? new RevenueValue(0, currency) : null;
        return new RevenueValue(decimal.Round(Convert.ToDecimal(value, CultureInfo.InvariantCulture), 3, MidpointRounding.AwayFromZero) / 1.000m, currency);
    }
}
