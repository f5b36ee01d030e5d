using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Footfall.Query.Parsing;

namespace Footfall.Query.Reports;

/// <summary>Reads the members that reports have in common. Of many faults the first is told; one use a report.</summary>
internal sealed class ReportBody(JsonElement body, Wording wording)
{
    private readonly FilterParser filters = new(wording);

    public QuestionError? Error { get; private set; }

    /// <summary>False where words are placeholders.</summary>
    public bool IsInClear => wording.IsInClear;

    /// <summary>False where the body is no object or has a member that the report does not know.</summary>
    public bool Has(IReadOnlyCollection<string> known)
    {
        if (body.ValueKind != JsonValueKind.Object) return Fail("#", "Expected a JSON object.");
        foreach (var member in body.EnumerateObject())
        {
            if (!known.Contains(member.Name)) return Fail($"#/{member.Name}", $"This report knows only {string.Join(", ", known)}.");
        }

        return true;
    }

    /// <summary>The same of a part of the body.</summary>
    public bool Has(JsonElement part, string path, IReadOnlyCollection<string> known)
    {
        if (part.ValueKind != JsonValueKind.Object) return Fail(path, "Expected a JSON object.");
        foreach (var member in part.EnumerateObject())
        {
            if (!known.Contains(member.Name)) return Fail($"{path}/{member.Name}", $"Only {string.Join(", ", known)} are known here.");
        }

        return true;
    }

    public DateRangeSpec? DateRange()
    {
        if (!body.TryGetProperty("date_range", out var value)) return Fail<DateRangeSpec>("#/date_range", "Required property date_range was not present.");
        return DateRangeParser.Parse(value) ?? Fail<DateRangeSpec>("#/date_range", $"Invalid date range {QuestionParser.Quoted(value)}");
    }

    /// <summary>The filters of a member; none where it is absent. Null where something is wrong.</summary>
    public IReadOnlyList<Filter>? Filters(JsonElement within, string path)
    {
        if (!TryGet(within, "filters", out var value)) return [];
        var parsed = filters.ParseAll(value, $"{path}/filters");
        Error ??= filters.Error;
        return parsed;
    }

    public IReadOnlyList<Filter>? Filters() => Filters(body, "#");

    /// <summary>The texts of a member that has a few fixed ones; the first where it is absent.</summary>
    public string? OneOf(string name, params ReadOnlySpan<string> choices)
    {
        if (!TryGet(body, name, out var value)) return choices[0];
        foreach (var choice in choices)
        {
            if (value.ValueKind == JsonValueKind.String && value.ValueEquals(choice)) return choice;
        }

        return Fail<string>($"#/{name}", $"Invalid value {QuestionParser.Quoted(value)}: expected {string.Join(", ", choices.ToArray())}.");
    }

    /// <summary>A whole number within bounds; the default where it is absent.</summary>
    public int? Number(string name, int byDefault, int least, int most)
    {
        if (!TryGet(body, name, out var value)) return byDefault;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most) return number;
        Fail($"#/{name}", $"Invalid value {QuestionParser.Quoted(value)}: expected a whole number from {least} to {most}.");
        return null;
    }

    /// <summary>A dimension to break down by; null both where it is absent and where something is wrong.</summary>
    public Dimension? Dimension(string name) => TryGet(body, name, out var value) ? DimensionOf(value, $"#/{name}") : null;

    /// <summary>A dimension that is a column; null where something is wrong.</summary>
    public Dimension? DimensionOf(JsonElement value, string path)
    {
        var (dimension, error) = wording.DimensionOf(value, path);
        if (dimension is null) return Fail<Dimension>(error!);
        return dimension.IsTime || dimension.IsGoal || dimension.IsCountryName
            ? Fail<Dimension>(path, $"A report cannot be broken down by {dimension}.")
            : dimension;
    }

    /// <summary>A word as a value of a dimension; null where something is wrong.</summary>
    public Value? Word(JsonElement value, Dimension dimension, string path)
    {
        var (word, error) = wording.ValueOf(value, dimension, QuestionLimits.ValueLength, path);
        return word ?? Fail<Value>(error!);
    }

    /// <summary>The unit of time of a member; null both where it is absent and where something is wrong.</summary>
    public TimeUnit? Interval(string name, params ReadOnlySpan<TimeUnit> units)
    {
        if (!TryGet(body, name, out var value)) return null;
        foreach (var unit in units)
        {
            if (value.ValueKind == JsonValueKind.String && value.ValueEquals(unit.ToString().ToLowerInvariant())) return unit;
        }

        Fail($"#/{name}", $"Invalid value {QuestionParser.Quoted(value)}: expected {string.Join(", ", units.ToArray().Select(unit => unit.ToString().ToLowerInvariant()))}.");
        return null;
    }

    public bool TryGet(string name, out JsonElement value) => TryGet(body, name, out value);

    /// <summary>
    /// Which events are meant: <c>{"event": name}</c>, <c>{"page": pattern}</c> or <c>{"goal": display name}</c>, each perhaps with <c>filters</c>, or
    /// <c>{"any": [these, …]}</c>. As a filter, so that it means what filters mean.
    /// </summary>
    public Filter? Events(JsonElement value, string path, bool withinAny = false)
    {
        if (value.ValueKind != JsonValueKind.Object) return Fail<Filter>(path, "Expected an object such as {\"event\": \"Signup\"}.");
        Filter? chosen = null;
        foreach (var member in value.EnumerateObject())
        {
            if (member.Name is "filters" or "name") continue;
            if (chosen is not null) return Fail<Filter>(path, "Choose events by one of event, page, goal and any.");
            chosen = member.Name switch
            {
                "event" => Of("event:name", member.Value, $"{path}/event"),
                "page" => Of("event:page", member.Value, $"{path}/page") is { } page ? new Filter.And([Pageview(path), page]) : null,
                "goal" => Of("event:goal", member.Value, $"{path}/goal"),
                "any" when !withinAny => Any(member.Value, $"{path}/any"),
                _ => Fail<Filter>($"{path}/{member.Name}", "Only event, page, goal, any, filters and name are known here."),
            };
            if (chosen is null) return null;
        }

        if (chosen is null) return Fail<Filter>(path, "Choose events by event, page, goal or any.");
        if (Filters(value, path) is not { } further) return null;
        return further.Count == 0 ? chosen : new Filter.And([chosen, .. further]);
    }

    public bool Fail(string path, string message)
    {
        Error ??= new QuestionError(path, message, "See docs/api/reports.md.");
        return false;
    }

    public T? Fail<T>(string path, string message)
        where T : class
    {
        Fail(path, message);
        return null;
    }

    private T? Fail<T>(QuestionError error)
        where T : class
    {
        Error ??= error;
        return null;
    }

    private Filter? Any(JsonElement list, string path)
    {
        const int most = 20;
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > most) return Fail<Filter>(path, $"Expected a list of 1 to {most} choices of events.");
        var parts = new List<Filter>();
        foreach (var element in list.EnumerateArray())
        {
            if (Events(element, $"{path}/{parts.Count}", withinAny: true) is not { } part) return null;
            parts.Add(part);
        }

        return new Filter.Or(parts);
    }

    private Filter? Of(string dimensionName, JsonElement value, string path)
    {
        var dimension = Dimensions.Find(dimensionName)!;
        return Word(value, dimension, path) is not { } text ? null : new Filter.Condition(FilterOperator.Is, Negated: false, dimension, [text], CaseSensitive: true, path);
    }

    /// <param name="path">Of the member that means it.</param>
    public static Filter.Condition Pageview(string path) =>
        new(FilterOperator.Is, Negated: false, Dimensions.Find("event:name")!, [Value.Told(Footfall.Events.EventNames.Pageview)], CaseSensitive: true, path);

    public static bool TryGet(JsonElement within, string name, [NotNullWhen(true)] out JsonElement value) =>
        within.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
}
