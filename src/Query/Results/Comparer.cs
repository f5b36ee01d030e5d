using Footfall.Query.Planning;

namespace Footfall.Query.Results;

/// <summary>Sets the rows of a range beside those of another. Time buckets go together by their place from the start.</summary>
internal static class Comparer
{
    public static IReadOnlyList<AnswerRow> Compare(Plan plan, IReadOnlyList<AnswerRow> rows, Plan other, IReadOnlyList<AnswerRow> otherRows)
    {
        var time = plan.Question.Dimensions.ToList().FindIndex(d => d.IsTime);
        var labels = time < 0 ? [] : plan.Buckets!.Keys().Select(plan.Buckets.Label).ToList();
        var otherLabels = time < 0 ? [] : other.Buckets!.Keys().Select(other.Buckets.Label).ToList();
        var repeated = labels.Count != labels.Distinct().Count() || otherLabels.Count != otherLabels.Distinct().Count();
        var filled = time >= 0 && plan.Question is { Dimensions.Count: 1, OrderBy.Count: 0, Pagination.Offset: 0 } && !repeated ? Fill(plan, labels, rows) : rows;
        var places = labels.Index().GroupBy(pair => pair.Item).ToDictionary(group => group.Key, group => group.First().Index);
        var byKey = otherRows.GroupBy(row => KeyOf(row.Dimensions)).ToDictionary(group => group.Key, group => group.First());
        return [.. filled.Select(row =>
        {
            var sought = row.Dimensions.ToArray();
            if (time >= 0)
            {
                var place = places[sought[time]];
                if (place >= otherLabels.Count) return row;
                sought[time] = otherLabels[place];
            }

            var metrics = byKey.GetValueOrDefault(KeyOf(sought))?.Metrics ?? [.. plan.Question.Metrics.Select(RowReader.Zero)];
            return row with { Comparison = new ComparedRow(sought, metrics, [.. plan.Question.Metrics.Select((metric, i) => Change.Of(metric, metrics[i], row.Metrics[i]))]) };
        })];
    }

    /// <summary>A chart that compares needs every bucket, those in which nothing happened as well.</summary>
    private static List<AnswerRow> Fill(Plan plan, List<string> labels, IReadOnlyList<AnswerRow> rows)
    {
        var byLabel = rows.ToDictionary(row => row.Dimensions[0]);
        return [.. labels.Take(plan.Question.Pagination.Limit).Select(label =>
            byLabel.GetValueOrDefault(label) ?? new AnswerRow([label], [.. plan.Question.Metrics.Select(RowReader.Zero)]))];
    }

    private static string KeyOf(IEnumerable<string> dimensions) => string.Join('\u001f', dimensions);
}
