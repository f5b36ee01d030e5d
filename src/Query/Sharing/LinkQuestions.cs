using Footfall.Events;
using Footfall.Query.Parsing;

namespace Footfall.Query.Sharing;

/// <summary>What the readers of a link may ask: one dimension of its panels at a time, under the link's own filters. No I/O.</summary>
internal static class LinkQuestions
{
    private const string Remedy = "A shared link answers what its panels show; ask for its project with a token where you may. See docs/sharing.md.";

    /// <summary>Either the question with the link's filters added, or what it may not ask.</summary>
    /// <param name="own">The link's filters.</param>
    public static (Question? Question, QuestionError? Error) Within(SharedLink link, Question question, IReadOnlyList<Filter> own)
    {
        var shown = question.Dimensions.Where(dimension => !dimension.IsTime).ToList();
        if (shown.Count > 1 || (shown.Count == 1 && question.Dimensions.Count > 1)) return Refuse("#/dimensions", "A shared link answers by one dimension at a time.");
        if (shown.Count == 0 && !link.Panels.Contains(LinkPanels.Totals)) return Refuse("#/dimensions", "This link shows no totals.");
        if (shown.Count == 1 && !Shows(link, shown[0])) return Refuse("#/dimensions/0", $"This link does not show {shown[0]}.");
        if (question.Metrics.Any(metric => metric.IsRevenue()) && !link.Panels.Contains(LinkPanels.Behaviour)) return Refuse("#/metrics", "This link shows no revenue.");
        if (question.Filters.Any(Looks)) return Refuse("#/filters", "A shared link takes no filters on what visitors did at another time.");
        foreach (var condition in question.Filters.SelectMany(filter => filter.Conditions))
        {
            // Searching in a table that is shown anyway tells nothing new; any other filter does.
            if (shown.Contains(condition.Dimension) || (link.MayFilter && Shows(link, condition.Dimension))) continue;
            return Refuse(condition.Path, link.MayFilter ? $"This link does not show {condition.Dimension}, so it cannot be filtered by it." : "This link's filters are fixed.");
        }

        return (question with { Filters = [.. own, .. question.Filters] }, null);
    }

    public static bool Shows(SharedLink link, Dimension dimension) => LinkPanels.Of(dimension.Name) is { } panel && link.Panels.Contains(panel);

    /// <summary>What a link with a threshold may be asked, which is little: no filters, and sums of what was published only.</summary>
    public static QuestionError? CheckPublished(PublicThreshold threshold, Question question)
    {
        if (question.Filters.Count > 0) return Error("#/filters", "This link hides small numbers: answers to two filters could be subtracted, so it takes none.");
        if (question.Include.Comparison is not null) return Error("#/include/comparisons", "This link answers one range at a time.");
        if (question.DateRange is DateRangeSpec.Rolling or DateRangeSpec.Instants) return Error("#/date_range", $"This link shows whole {threshold.Grain}s: a number that grows while it is watched tells of single visitors.");
        if (question.Dimensions.Count > 1) return Error("#/dimensions", "A shared link answers by one dimension at a time.");
        var dimension = question.Dimensions.Count == 1 ? question.Dimensions[0] : null;
        if (dimension is { IsTime: true } && dimension.Unit is TimeUnit.Minute or TimeUnit.Hour || (threshold.Grain == "month" && dimension?.Unit is TimeUnit.Day or TimeUnit.Week))
            return Error("#/dimensions/0", $"This link shows whole {threshold.Grain}s.");
        if (dimension is { IsTime: false } && !threshold.Dimensions.Contains(dimension.Name)) return Error("#/dimensions/0", $"This link does not show {dimension}.");
        var known = dimension is { IsTime: false }
            ? new[] { Metric.Visitors, Metric.Visits, Metric.Pageviews, Metric.Percentage }
            : [Metric.Visitors, Metric.Visits, Metric.Pageviews, Metric.ViewsPerVisit, Metric.BounceRate, Metric.VisitDuration];
        var place = question.Metrics.ToList().FindIndex(metric => !known.Contains(metric));
        return place < 0 ? null : Error($"#/metrics/{place}", $"Where small numbers are hidden, only {string.Join(", ", known.Select(metric => metric.Name()))} are published here.");
    }

    /// <summary>has_done and has_not_done have conditions of their own, which <see cref="Filter.Conditions"/> leaves out.</summary>
    private static bool Looks(Filter filter) => filter.AllConditions.Count() != filter.Conditions.Count();

    private static QuestionError Error(string path, string message) => new(path, message, Remedy);

    private static (Question?, QuestionError?) Refuse(string path, string message) => (null, Error(path, message));
}
