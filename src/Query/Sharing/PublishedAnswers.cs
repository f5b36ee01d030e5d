using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Results;

namespace Footfall.Query.Sharing;

/// <summary>Answers a question by sums of what was published, and of nothing else. No I/O.</summary>
internal static class PublishedAnswers
{
    /// <param name="plan">Of the question, for its buckets and its order; its statements are not run.</param>
    public static Answer Of(Plan plan, IReadOnlyDictionary<DateOnly, PublishedGrain?> grains)
    {
        var question = plan.Question;
        var shown = grains.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!);
        var rows = question.Dimensions switch
        {
            [] => [new AnswerRow([], OfTotals(question, shown.Values))],
            [{ IsTime: true }] => ByTime(plan, shown),
            [var dimension] => ByValue(question, dimension.Name, shown.Values),
            _ => throw new ArgumentException("What is published has one dimension at a time.", nameof(plan)),
        };
        var ordered = rows.OrderBy(row => row, Comparer<AnswerRow>.Create((left, right) => Compare(plan, left, right))).ToList();
        return new Answer(plan, [.. ordered.Skip(question.Pagination.Offset).Take(question.Pagination.Limit)]) { TotalRows = question.Include.TotalRows ? ordered.Count : null };
    }

    /// <summary>Each bucket has a row: one without a number was hidden, or is not over yet.</summary>
    private static List<AnswerRow> ByTime(Plan plan, Dictionary<DateOnly, PublishedGrain> shown)
    {
        var buckets = plan.Buckets!;
        var byBucket = shown.ToLookup(pair => buckets.KeyOf(plan.Zone.StartOf(pair.Key)), pair => pair.Value);
        return [.. buckets.Keys().Select(key => new AnswerRow([buckets.Label(key)], OfTotals(plan.Question, byBucket[key])) { Bucket = key })];
    }

    private static List<AnswerRow> ByValue(Question question, string dimension, IReadOnlyCollection<PublishedGrain> shown)
    {
        var everybody = shown.Sum(grain => grain.Visitors);
        return [.. shown.SelectMany(grain => grain.Cells.GetValueOrDefault(dimension) ?? []).GroupBy(cell => cell.Value).Select(cells => new AnswerRow(
            [cells.Key],
            [.. question.Metrics.Select(metric => metric switch
            {
                Metric.Visitors => (object?)cells.Sum(cell => cell.Visitors),
                Metric.Visits => cells.Sum(cell => cell.Visits),
                Metric.Pageviews => cells.Sum(cell => cell.Pageviews),
                _ => Rounded(cells.Sum(cell => cell.Visitors) * 100d / everybody, 2),
            })]))];
    }

    private static List<object?> OfTotals(Question question, IEnumerable<PublishedGrain> grains)
    {
        var list = grains.ToList();
        if (list.Count == 0) return [.. question.Metrics.Select(_ => (object?)null)];
        var visits = list.Sum(grain => grain.Visits);
        return [.. question.Metrics.Select(metric => metric switch
        {
            Metric.Visitors => (object?)list.Sum(grain => grain.Visitors),
            Metric.Visits => visits,
            Metric.Pageviews => list.Sum(grain => grain.Pageviews),
            Metric.ViewsPerVisit => visits == 0 ? 0d : Rounded((double)list.Sum(grain => grain.Pageviews) / visits, 2),
            Metric.BounceRate => Mean(grain => grain.BounceRate),
            _ => Mean(grain => grain.VisitDuration),
        })];

        long Mean(Func<PublishedGrain, long> value) => visits == 0 ? 0 : (long)Rounded((double)list.Sum(grain => value(grain) * grain.Visits) / visits, 0);
    }

    private static int Compare(Plan plan, AnswerRow left, AnswerRow right)
    {
        foreach (var term in plan.Order)
        {
            var compared = term.IsMetric
                ? Nullable.Compare(Number(left.Metrics[term.Index]), Number(right.Metrics[term.Index]))
                : string.CompareOrdinal(left.Dimensions[term.Index], right.Dimensions[term.Index]);
            if (compared != 0) return term.Descending ? -compared : compared;
        }

        return 0;
    }

    private static double? Number(object? value) => value switch { long whole => whole, double real => real, _ => null };

    private static double Rounded(double value, int decimals) => Math.Round(value, decimals, MidpointRounding.AwayFromZero);
}
