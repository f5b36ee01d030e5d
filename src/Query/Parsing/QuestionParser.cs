using System.Text.Json;

namespace Footfall.Query.Parsing;

/// <summary>Reads a question of the Stats API v2 from JSON. Of many faults the first is told. One use a question.</summary>
internal sealed class QuestionParser(Wording wording)
{
    private static readonly string[] Known = ["site_id", "metrics", "date_range", "dimensions", "filters", "order_by", "include", "pagination"];
    private static readonly string[] Required = ["site_id", "metrics", "date_range"];

    private QuestionError? error;

    /// <summary>Either the question, or what is wrong with it.</summary>
    public static (Question? Question, QuestionError? Error) Parse(JsonElement body, Wording? wording = null)
    {
        var parser = new QuestionParser(wording ?? Wording.Clear);
        var question = parser.Read(body);
        return parser.error is null ? (question, null) : (null, parser.error);
    }

    /// <summary>The value as the question wrote it, cut where it is long.</summary>
    public static string Quoted(JsonElement element)
    {
        const int longest = 120;
        var text = element.GetRawText();
        return text.Length <= longest ? text : text[..longest] + "…";
    }

    private Question? Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) return Fail<Question>("#", "Expected a JSON object.");
        foreach (var property in body.EnumerateObject())
        {
            if (!Known.Contains(property.Name)) return Fail<Question>($"#/{property.Name}", "Schema does not allow additional properties.");
        }

        var absent = Required.Where(name => !body.TryGetProperty(name, out _)).ToList();
        if (absent.Count > 0)
            return Fail<Question>("#", $"Required propert{(absent.Count == 1 ? "y" : "ies")} {string.Join(", ", absent)} {(absent.Count == 1 ? "was" : "were")} not present.");
        if (body.GetProperty("site_id") is not { ValueKind: JsonValueKind.String } siteId) return Fail<Question>("#/site_id", "Expected a string.");

        if (Metrics(body.GetProperty("metrics")) is not { } metrics) return null;
        var rangeValue = body.GetProperty("date_range");
        if (DateRangeParser.Parse(rangeValue) is not { } dateRange) return Fail<Question>("#/date_range", $"Invalid date range {Quoted(rangeValue)}");
        if (Dimensions(Optional(body, "dimensions")) is not { } dimensions) return null;
        if (Filters(Optional(body, "filters")) is not { } filters) return null;
        if (Order(Optional(body, "order_by"), metrics, dimensions) is not { } order) return null;
        if (Include(Optional(body, "include"), dimensions) is not { } include) return null;
        if (Page(Optional(body, "pagination")) is not { } page) return null;
        var question = new Question
        {
            SiteId = siteId.GetString()!,
            Metrics = metrics,
            DateRange = dateRange,
            Dimensions = dimensions,
            Filters = filters,
            FiltersText = Optional(body, "filters")?.GetRawText() ?? "[]",
            OrderBy = order,
            Include = include,
            Pagination = page,
        };
        error = QuestionRules.Check(question);
        return question;
    }

    private List<Metric>? Metrics(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array) return Fail<List<Metric>>("#/metrics", "Expected a list of metrics.");
        if (value.GetArrayLength() == 0) return Fail<List<Metric>>("#/metrics", "Expected a minimum of 1 items but got 0.");
        var metrics = new List<Metric>();
        var index = 0;
        foreach (var name in value.EnumerateArray())
        {
            if (name.ValueKind != JsonValueKind.String || !MetricNames.TryParse(name.GetString()!, out var metric))
                return Fail<List<Metric>>($"#/metrics/{index}", $"Invalid metric {Quoted(name)}");
            metrics.Add(metric);
            index++;
        }

        return metrics.Distinct().Count() == metrics.Count ? metrics : Fail<List<Metric>>("#/metrics", "Expected items to be unique but they were not.");
    }

    private List<Dimension>? Dimensions(JsonElement? value)
    {
        if (value is not { } list) return [];
        if (list.ValueKind != JsonValueKind.Array) return Fail<List<Dimension>>("#/dimensions", "Expected a list of dimensions.");
        var dimensions = new List<Dimension>();
        var index = 0;
        foreach (var name in list.EnumerateArray())
        {
            if (index >= QuestionLimits.Dimensions) return Fail<List<Dimension>>($"#/dimensions/{index}", $"A question has at most {QuestionLimits.Dimensions} dimensions.");
            var (dimension, unknown) = wording.DimensionOf(name, $"#/dimensions/{index}");
            if (dimension is null) return Fail<List<Dimension>>(unknown!);
            dimensions.Add(dimension);
            index++;
        }

        return dimensions.Distinct().Count() == dimensions.Count ? dimensions : Fail<List<Dimension>>("#/dimensions", "Expected items to be unique but they were not.");
    }

    private IReadOnlyList<Filter>? Filters(JsonElement? value)
    {
        if (value is not { } filters) return [];
        var parser = new FilterParser(wording);
        var parsed = parser.ParseAll(filters, "#/filters");
        error ??= parser.Error;
        return parsed;
    }

    private List<OrderBy>? Order(JsonElement? value, List<Metric> metrics, List<Dimension> dimensions)
    {
        if (value is not { } list) return [];
        if (list.ValueKind != JsonValueKind.Array) return Fail<List<OrderBy>>("#/order_by", "Expected a list of [metric or dimension, direction].");
        var order = new List<OrderBy>();
        foreach (var term in list.EnumerateArray())
        {
            var path = $"#/order_by/{order.Count}";
            if (term.ValueKind != JsonValueKind.Array || term.GetArrayLength() != 2 || term[1].ValueKind != JsonValueKind.String || term[1].GetString() is not ("asc" or "desc"))
                return Fail<List<OrderBy>>(path, $"Invalid order_by entry {Quoted(term)}: expected [metric or dimension, \"asc\" or \"desc\"].");
            var descending = term[1].GetString() == "desc";
            var metric = term[0].ValueKind == JsonValueKind.String ? metrics.FindIndex(m => m.Name() == term[0].GetString()) : -1;
            var dimension = wording.DimensionOf(term[0], path).Dimension is { } named ? dimensions.FindIndex(d => d.Name == named.Name) : -1;
            if (metric < 0 && dimension < 0)
                return Fail<List<OrderBy>>(path, $"Invalid order_by entry {Quoted(term)}. Entry is not a queried metric or dimension");
            order.Add(metric >= 0 ? new OrderBy(true, metric, descending) : new OrderBy(false, dimension, descending));
        }

        return order;
    }

    private Inclusion? Include(JsonElement? value, List<Dimension> dimensions)
    {
        if (value is not { } include) return Inclusion.Nothing;
        var parsed = InclusionParser.Parse(include, dimensions, out var fault);
        error ??= fault;
        return parsed;
    }

    private Pagination? Page(JsonElement? value)
    {
        if (value is not { } page) return Pagination.Default;
        var (limit, offset) = (Pagination.Most, 0);
        if (page.ValueKind != JsonValueKind.Object) return FailPage("#/pagination", "Expected an object with limit and offset.");
        foreach (var property in page.EnumerateObject())
        {
            var valid = property.Value.ValueKind == JsonValueKind.Number && property.Value.TryGetInt32(out _);
            var number = valid ? property.Value.GetInt32() : -1;
            if (property.Name == "limit" && number is >= 1 and <= Pagination.Most) limit = number;
            else if (property.Name == "offset" && number >= 0) offset = number;
            else return FailPage($"#/pagination/{property.Name}", $"Invalid value {Quoted(property.Value)}: limit is 1 to {Pagination.Most}, offset 0 or more.");
        }

        return new Pagination(limit, offset);
    }

    private static JsonElement? Optional(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private Pagination? FailPage(string path, string message)
    {
        Fail<object>(path, message);
        return null;
    }

    private T? Fail<T>(string path, string message)
        where T : class => Fail<T>(new QuestionError(path, message));

    private T? Fail<T>(QuestionError fault)
        where T : class
    {
        error ??= fault;
        return null;
    }
}
