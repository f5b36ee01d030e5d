using Footfall.Query.Planning;

namespace Footfall.Query.Results;

/// <summary>Sets the rows of a range beside those of another. Time buckets go together by their place from the start.</summary>
internal static class Comparer
{
    public static IReadOnlyList<AnswerRow> Compare(Plan plan, IReadOnlyList<AnswerRow> rows, Plan other, IReadOnlyList<AnswerRow> otherRows)
    {
        var time = plan.Question.Dimensions.ToList().FindIndex(d => d.IsTime);
        var buckets = time < 0 ? [] : plan.Buckets!.Keys();
        var otherBuckets = time < 0 ? [] : other.Buckets!.Keys();
        var filled = time >= 0 && plan.Question is { Dimensions.Count: 1, OrderBy.Count: 0, Pagination.Offset: 0 } ? Fill(plan, buckets, rows) : rows;
        var places = buckets.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        // A value can read as another's absence does: then the first of the two rows is compared with.
        var byKey = otherRows.GroupBy(row => KeyOf(row.Dimensions, row.Bucket)).ToDictionary(group => group.Key, group => group.First());
        return [.. filled.Select(row =>
        {
            var sought = row.Dimensions.ToArray();
            DateTime? bucket = null;
            if (time >= 0)
            {
                var place = places[row.Bucket!.Value];
                if (place >= otherBuckets.Count) return row;
                bucket = otherBuckets[place];
                sought[time] = other.Buckets!.Label(bucket.Value);
            }

            var metrics = byKey.GetValueOrDefault(KeyOf(sought, bucket))?.Metrics ?? [.. plan.Question.Metrics.Select(RowReader.Zero)];
            return row with { Comparison = new ComparedRow(sought, metrics, [.. plan.Question.Metrics.Select((metric, i) => Change.Of(metric, metrics[i], row.Metrics[i]))]) };
        })];
    }

    /// <summary>A chart that compares needs every bucket, those in which nothing happened as well.</summary>
    private static List<AnswerRow> Fill(Plan plan, IReadOnlyList<DateTime> buckets, IReadOnlyList<AnswerRow> rows)
    {
        var known = rows.ToDictionary(row => row.Bucket!.Value);
        return [.. buckets.Take(plan.Question.Pagination.Limit).Select(bucket =>
            known.GetValueOrDefault(bucket) ?? new AnswerRow([plan.Buckets!.Label(bucket)], [.. plan.Question.Metrics.Select(RowReader.Zero)]) { Bucket = bucket })];
    }

    private static string KeyOf(IEnumerable<string> dimensions, DateTime? bucket) => $"{bucket?.Ticks}\u001f{string.Join('\u001f', dimensions)}";
}
