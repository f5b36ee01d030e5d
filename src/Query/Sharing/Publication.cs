using Footfall.Events;
using Footfall.Query.Endpoints;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Results;
using Footfall.Storage.Control;
using Footfall.Storage.Events;

namespace Footfall.Query.Sharing;

/// <summary>
/// What links with a threshold show: of each whole day or month one table a dimension, made once, an hour after its end, and never again. Every answer is a sum of
/// these, so that no question tells more than they do. Thread-safe.
/// </summary>
internal sealed class Publication(Questions questions, StoreFacts facts, PublishedGrains kept, TimeProvider time) : IDisposable
{
    /// <summary>What was on its way at the end of a grain has arrived by then.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromHours(1);

    private const int AtOnce = 31;
    private const int MostRows = 500_000;

    private readonly SemaphoreSlim publishing = new(1, 1);

    /// <summary>The published grains that lie whole between two days, by their first day; null for those with too few visitors.</summary>
    /// <exception cref="QueryTimeoutException">It took too long.</exception>
    public async Task<IReadOnlyDictionary<DateOnly, PublishedGrain?>> ReadAsync(
        Project project, PublicThreshold threshold, IReadOnlyList<Filter> filters, DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        var grains = await DueAsync(project, threshold, first, last, cancellation);
        if (grains.Count == 0) return new Dictionary<DateOnly, PublishedGrain?>();
        var known = await kept.ReadAsync(project.Id.Value, grains[0], grains[^1], cancellation);
        if (grains.Any(grain => !known.ContainsKey(grain)))
        {
            await publishing.WaitAsync(cancellation);
            try
            {
                known = await kept.ReadAsync(project.Id.Value, grains[0], grains[^1], cancellation);
                foreach (var missing in grains.Where(grain => !known.ContainsKey(grain)).Chunk(AtOnce)) await PublishAsync(project, threshold, filters, missing, cancellation);
                known = await kept.ReadAsync(project.Id.Value, grains[0], grains[^1], cancellation);
            }
            finally
            {
                publishing.Release();
            }
        }

        return grains.Where(known.ContainsKey).ToDictionary(grain => grain, grain => PublishedGrain.Read(known[grain]));
    }

    public void Dispose() => publishing.Dispose();

    public static DateOnly EndOf(DateOnly grain, string kind) => kind == "day" ? grain : grain.AddMonths(1).AddDays(-1);

    /// <summary>The grains between two days that are over, from the one of the first event on.</summary>
    private async Task<IReadOnlyList<DateOnly>> DueAsync(Project project, PublicThreshold threshold, DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        if (await facts.FirstEventAtAsync(project, withBots: false, cancellation) is not { } firstEvent) return [];
        var zone = Zone.Find(project.TimeZone);
        var began = DateOnly.FromDateTime(firstEvent + zone.GetUtcOffset(firstEvent));
        if (threshold.Grain == "month") began = new DateOnly(began.Year, began.Month, 1);
        var settled = time.GetUtcNow().UtcDateTime - Settling;
        if (first < began) first = began;
        var grain = threshold.Grain == "day" || first.Day == 1 ? first : new DateOnly(first.Year, first.Month, 1).AddMonths(1);
        List<DateOnly> grains = [];
        while (EndOf(grain, threshold.Grain) <= last && DateRanges.Days(zone, grain, EndOf(grain, threshold.Grain)).To <= settled)
        {
            grains.Add(grain);
            grain = threshold.Grain == "day" ? grain.AddDays(1) : grain.AddMonths(1);
        }

        return grains;
    }

    private async Task PublishAsync(Project project, PublicThreshold threshold, IReadOnlyList<Filter> filters, IReadOnlyList<DateOnly> grains, CancellationToken cancellation)
    {
        var asking = new Asked(questions, project, filters, cancellation);
        var range = new DateRangeSpec.Days(grains[0], EndOf(grains[^1], threshold.Grain));
        var unit = Dimensions.Time(threshold.Grain == "day" ? TimeUnit.Day : TimeUnit.Month);
        var totals = (await asking.RowsAsync([Metric.Visitors, Metric.Visits, Metric.Pageviews, Metric.BounceRate, Metric.VisitDuration], [unit], range)).ToDictionary(DayOf);
        var tables = new Dictionary<string, ILookup<DateOnly, PublishedCell>>();
        foreach (var name in threshold.Dimensions)
        {
            var rows = await asking.RowsAsync([Metric.Visitors, Metric.Visits, Metric.Pageviews], [unit, Dimensions.Find(name)!], range);
            tables[name] = rows.ToLookup(DayOf, row => new PublishedCell(row.Dimensions[1], (long)row.Metrics[0]!, (long)row.Metrics[1]!, (long)row.Metrics[2]!));
        }

        var published = new Dictionary<DateOnly, string>();
        foreach (var grain in grains)
        {
            var total = totals.GetValueOrDefault(grain);
            published[grain] = PublishedGrain.Write(total is null || (long)total.Metrics[0]! < threshold.Least ? null : await GrainAsync(asking, threshold, grain, total, tables));
        }

        await kept.KeepAsync(project.Id.Value, published, cancellation);
    }

    private static async Task<PublishedGrain> GrainAsync(
        Asked asking, PublicThreshold threshold, DateOnly grain, AnswerRow total, Dictionary<string, ILookup<DateOnly, PublishedCell>> tables)
    {
        var visitors = (long)total.Metrics[0]!;
        var cells = new Dictionary<string, IReadOnlyList<PublishedCell>>();
        foreach (var (name, table) in tables)
        {
            var large = Suppression.LargeEnough(table[grain], threshold.Least);
            var rest = Suppression.RestIsLarge(large, visitors, threshold.Least) ? visitors : await asking.RestAsync(Dimensions.Find(name)!, large, grain, EndOf(grain, threshold.Grain));
            cells[name] = Suppression.Published(large, rest, threshold.Least);
        }

        return new PublishedGrain(visitors, (long)total.Metrics[1]!, (long)total.Metrics[2]!, (long)total.Metrics[3]!, (long)total.Metrics[4]!, cells);
    }

    private static DateOnly DayOf(AnswerRow row) => DateOnly.FromDateTime(row.Bucket!.Value);

    /// <summary>The questions of one publication.</summary>
    private sealed class Asked(Questions questions, Project project, IReadOnlyList<Filter> filters, CancellationToken cancellation)
    {
        public async Task<IReadOnlyList<AnswerRow>> RowsAsync(IReadOnlyList<Metric> metrics, IReadOnlyList<Dimension> dimensions, DateRangeSpec range, Filter? further = null)
        {
            var question = new Question
            {
                SiteId = project.Id.ToString(),
                Metrics = metrics,
                DateRange = range,
                Dimensions = dimensions,
                Filters = further is null ? filters : [.. filters, further],
                Pagination = new Pagination(MostRows, 0),
            };
            var (answer, error) = await questions.AskAsync(question, project, cancellation);
            return answer?.Rows ?? throw new InvalidOperationException($"A publication's own question was refused: {error}");
        }

        /// <summary>Distinct visitors of everything but these cells.</summary>
        public async Task<long> RestAsync(Dimension dimension, IReadOnlyList<PublishedCell> cells, DateOnly first, DateOnly last)
        {
            if (cells.Count == 0) return long.MaxValue;
            var others = new Filter.Condition(FilterOperator.Is, Negated: true, dimension, [.. cells.Select(cell => Value.Told(cell.Value))], CaseSensitive: true, "#/filters/0");
            var rows = await RowsAsync([Metric.Visitors], [], new DateRangeSpec.Days(first, last), others);
            return rows.Count == 0 ? 0 : (long)rows[0].Metrics[0]!;
        }
    }
}
