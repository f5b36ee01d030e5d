using System.Globalization;

namespace Footfall.Query.Parsing;

/// <summary>Translates a query string of the Stats API v1 into a question.</summary>
internal static class LegacyQuestion
{
    private const int DefaultRows = 100;
    private const int MostRows = 1_000;

    /// <summary>Either the question, or what is wrong with it.</summary>
    /// <param name="today">In the project's time zone.</param>
    public static (Question? Question, QuestionError? Error) Parse(LegacyKind kind, IReadOnlyDictionary<string, string> parameters, DateOnly today)
    {
        var period = parameters.GetValueOrDefault("period", "30d");
        if (LegacyPeriod.Parse(period, parameters.GetValueOrDefault("date"), today) is not { } range)
            return Bad("period", $"Invalid period `{period}`, or a date that does not go with it.");
        var metrics = new List<Metric>();
        foreach (var name in parameters.GetValueOrDefault("metrics", "visitors").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!MetricNames.TryParse(name, out var metric)) return Bad("metrics", $"The metric `{name}` is not recognized.");
            if (!metrics.Contains(metric)) metrics.Add(metric);
        }

        if (metrics.Count == 0) return Bad("metrics", "At least one metric is needed.");
        var (filters, fault) = LegacyFilters.Parse(parameters.GetValueOrDefault("filters", ""));
        if (filters is null) return (null, fault);
        var question = new Question { SiteId = parameters.GetValueOrDefault("site_id", ""), Metrics = metrics, DateRange = range, Filters = filters };
        var (whole, error) = kind switch
        {
            LegacyKind.Timeseries => Timeseries(question, parameters, period),
            LegacyKind.Breakdown => Breakdown(question, parameters),
            _ => Aggregate(question, parameters),
        };
        error ??= whole is null ? null : QuestionRules.Check(whole);
        return error is null ? (whole, null) : (null, error);
    }

    private static (Question?, QuestionError?) Aggregate(Question question, IReadOnlyDictionary<string, string> parameters)
    {
        if (!parameters.TryGetValue("compare", out var compare)) return (question, null);
        return compare == "previous_period"
            ? (question with { Include = Inclusion.Nothing with { Comparison = new ComparisonSpec(ComparisonMode.PreviousPeriod, null, false) } }, null)
            : Bad("compare", $"Invalid compare `{compare}`: only previous_period is known.");
    }

    private static (Question?, QuestionError?) Timeseries(Question question, IReadOnlyDictionary<string, string> parameters, string period)
    {
        var byDefault = period switch { "6mo" or "12mo" or "year" => "month", "day" or "24h" => "hour", _ => "date" };
        var interval = parameters.GetValueOrDefault("interval", byDefault);
        TimeUnit? unit = interval switch
        {
            "minute" => TimeUnit.Minute,
            "hour" => TimeUnit.Hour,
            "date" or "day" => TimeUnit.Day,
            "week" => TimeUnit.Week,
            "month" => TimeUnit.Month,
            _ => null,
        };
        if (unit is null) return Bad("interval", $"Invalid interval `{interval}`: minute, hour, date, week and month are known.");
        // Of a moment, a share of all visitors of the whole period would mean nothing.
        var metrics = question.Metrics.Select(metric => metric == Metric.ConversionRate ? Metric.GroupConversionRate : metric).Distinct().ToList();
        return (question with { Metrics = metrics, Dimensions = [Dimensions.Time(unit.Value)] }, null);
    }

    private static (Question?, QuestionError?) Breakdown(Question question, IReadOnlyDictionary<string, string> parameters)
    {
        if (!parameters.TryGetValue("property", out var property))
            return Bad("property", "The `property` parameter is required. Please provide at least one property to show a breakdown by.");
        if (Dimensions.Find(property) is not { IsTime: false } dimension) return Bad("property", $"Invalid property '{property}'.");
        if (Number(parameters, "limit", DefaultRows) is not { } limit || limit > MostRows) return Bad("limit", $"Invalid limit: 1 to {MostRows} rows a page.");
        if (Number(parameters, "page", 1) is not { } page || page > int.MaxValue / MostRows) return Bad("page", "Invalid page: pages are counted from 1.");
        return (question with { Dimensions = [dimension], Pagination = new Pagination(limit, (page - 1) * limit) }, null);
    }

    private static int? Number(IReadOnlyDictionary<string, string> parameters, string name, int byDefault) => parameters.TryGetValue(name, out var text)
        ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 ? number : null
        : byDefault;

    private static (Question?, QuestionError?) Bad(string parameter, string message) => (null, new QuestionError(parameter, message));
}
