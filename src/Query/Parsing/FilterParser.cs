using System.Text.Json;

namespace Footfall.Query.Parsing;

/// <summary>Reads the filters of one question. Of many faults the first is told. One use a question.</summary>
internal sealed class FilterParser(Wording wording)
{
    private int count;

    public QuestionError? Error { get; private set; }

    /// <summary>Null where something was wrong; then <see cref="Error"/> tells what.</summary>
    public IReadOnlyList<Filter>? ParseAll(JsonElement filters, string path)
    {
        if (filters.ValueKind != JsonValueKind.Array) return Fail<IReadOnlyList<Filter>>(path, "Expected a list of filters.");
        if (List(filters, path, depth: 0, withinDone: false) is not { } parsed) return null;
        // What a segment stands for holds like the filters beside it; goals are looked for among those.
        return [.. filters.EnumerateArray().Zip(parsed).SelectMany(pair => IsSegment(pair.First) && pair.Second is Filter.And segment ? segment.Parts : [pair.Second])];
    }

    private List<Filter>? List(JsonElement filters, string path, int depth, bool withinDone)
    {
        var parsed = new List<Filter>();
        var index = 0;
        foreach (var filter in filters.EnumerateArray())
        {
            if (Parse(filter, $"{path}/{index++}", depth, withinDone) is not { } one) return null;
            parsed.Add(one);
        }

        return parsed;
    }

    private Filter? Parse(JsonElement filter, string path, int depth, bool withinDone)
    {
        if (++count > QuestionLimits.Filters) return Fail<Filter>(path, $"A question has at most {QuestionLimits.Filters} filters.");
        if (depth > QuestionLimits.FilterDepth) return Fail<Filter>(path, $"Filters nest at most {QuestionLimits.FilterDepth} deep.");
        if (filter.ValueKind != JsonValueKind.Array || filter.GetArrayLength() < 2 || filter[0].ValueKind != JsonValueKind.String)
            return Fail<Filter>(path, $"Invalid filter {Quoted(filter)}");

        var word = filter[0].GetString()!;
        return word switch
        {
            "and" or "or" or "not" or "has_done" or "has_not_done" => Combined(word, filter, path, depth, withinDone),
            _ => Leaf(word, filter, path, depth, withinDone),
        };
    }

    private Filter? Combined(string word, JsonElement filter, string path, int depth, bool withinDone)
    {
        if (filter.GetArrayLength() != 2) return Fail<Filter>(path, $"Invalid filter {Quoted(filter)}");
        var operand = filter[1];
        if (word is "and" or "or")
        {
            if (operand.ValueKind != JsonValueKind.Array || operand.GetArrayLength() == 0)
                return Fail<Filter>($"{path}/1", $"`{word}` takes a list of at least one filter.");
            if (List(operand, $"{path}/1", depth + 1, withinDone) is not { } parts) return null;
            return word == "and" ? new Filter.And(parts) : new Filter.Or(parts);
        }

        if (word is "has_done" or "has_not_done" && withinDone)
            return Fail<Filter>(path, "Behavioral filters (has_done, has_not_done) cannot be nested.");
        if (Parse(operand, $"{path}/1", depth + 1, withinDone || word != "not") is not { } inner) return null;
        return word switch
        {
            "not" => new Filter.Not(inner),
            "has_done" => new Filter.Done(inner),
            _ => new Filter.Not(new Filter.Done(inner)),
        };
    }

    private Filter? Leaf(string word, JsonElement filter, string path, int depth, bool withinDone)
    {
        if (OperatorOf(word) is not var (comparison, negated)) return Fail<Filter>($"{path}/0", $"Invalid filter operator {Quoted(filter[0])}");
        if (filter.GetArrayLength() is < 3 or > 4) return Fail<Filter>(path, $"Invalid filter {Quoted(filter)}");
        if (IsSegment(filter)) return Segments(comparison, negated, filter, path, depth, withinDone);
        var (dimension, unknown) = wording.DimensionOf(filter[1], $"{path}/1");
        if (dimension is null) return Fail<Filter>(unknown!);
        if (dimension.IsTime) return Fail<Filter>($"{path}/1", $"Invalid dimension {Quoted(filter[1])}");
        if (Values(filter[2], comparison, dimension, $"{path}/2") is not { } values) return null;
        if (CaseSensitivity(filter, path) is not { } caseSensitive) return null;
        var condition = new Filter.Condition(comparison, negated, dimension, values, caseSensitive, path);
        return Misused(condition, depth, withinDone) is { } misuse ? Fail<Filter>(path, misuse) : condition;
    }

    /// <summary>What segments stand for, as if it were written in their place: all filters of one, any of several.</summary>
    private Filter? Segments(FilterOperator comparison, bool negated, JsonElement filter, string path, int depth, bool withinDone)
    {
        if (comparison != FilterOperator.Is || filter.GetArrayLength() != 3) return Fail<Filter>(path, "A segment can only be filtered with `is` and `is_not`, without modifiers.");
        if (filter[2].ValueKind != JsonValueKind.Array || filter[2].GetArrayLength() == 0) return Fail<Filter>($"{path}/2", "Expected a list of at least one segment.");
        var alone = !negated && filter[2].GetArrayLength() == 1;
        var parts = new List<Filter>();
        foreach (var element in filter[2].EnumerateArray())
        {
            var at = $"{path}/2/{parts.Count}";
            var (filters, unknown) = wording.SegmentOf(element, at);
            if (filters is null) return Fail<Filter>(unknown!);
            if (List(filters.Value, at, alone ? depth : depth + 1, withinDone) is not { } all) return null;
            parts.Add(new Filter.And(all));
        }

        var any = parts.Count == 1 ? parts[0] : new Filter.Or(parts);
        return negated ? new Filter.Not(any) : any;
    }

    private static bool IsSegment(JsonElement filter) => filter[1].ValueKind == JsonValueKind.String && filter[1].ValueEquals("segment");

    private static string? Misused(Filter.Condition condition, int depth, bool withinDone)
    {
        if (withinDone && condition.Dimension.Scope is not DimensionScope.Event)
            return "Behavioral filters (has_done, has_not_done) can only be used with event dimensions.";
        if (condition.Dimension.IsGoal)
        {
            if (condition.Negated || condition.Operator is not (FilterOperator.Is or FilterOperator.Contains))
                return "Dimension `event:goal` can only be filtered with `is` and `contains`.";
            if (depth > 0 && !withinDone) return "Dimension `event:goal` can only be filtered at the top level.";
        }

        if (condition is { Operator: FilterOperator.Is, Dimension.Name: "visit:country" } && condition.Values.Any(v => v.Text is { } code && code != Dimension.NotSet && code.Length != 2))
            return "Invalid visit:country filter, visit:country needs to be a valid 2-letter country code.";
        return null;
    }

    private List<Value>? Values(JsonElement values, FilterOperator comparison, Dimension dimension, string path)
    {
        if (values.ValueKind != JsonValueKind.Array || values.GetArrayLength() == 0)
            return Fail<List<Value>>(path, "Expected a list of at least one value.");
        if (values.GetArrayLength() > QuestionLimits.Values) return Fail<List<Value>>(path, $"A filter has at most {QuestionLimits.Values} values.");
        var longest = comparison is FilterOperator.Matches or FilterOperator.MatchesWildcard ? QuestionLimits.PatternLength : QuestionLimits.ValueLength;
        var parsed = new List<Value>();
        foreach (var element in values.EnumerateArray())
        {
            var (value, fault) = wording.ValueOf(element, dimension, longest, $"{path}/{parsed.Count}");
            if (value is null) return Fail<List<Value>>(fault!);
            parsed.Add(value);
        }

        return parsed;
    }

    private bool? CaseSensitivity(JsonElement filter, string path)
    {
        if (filter.GetArrayLength() < 4) return true;
        var modifiers = filter[3];
        if (modifiers.ValueKind == JsonValueKind.Object && modifiers.EnumerateObject().All(m => m.Name == "case_sensitive" && m.Value.ValueKind is JsonValueKind.True or JsonValueKind.False))
            return !modifiers.TryGetProperty("case_sensitive", out var sensitive) || sensitive.GetBoolean();
        Fail<object>($"{path}/3", $"Invalid modifiers {Quoted(modifiers)}: only case_sensitive, true or false, is known.");
        return null;
    }

    private static (FilterOperator Comparison, bool Negated)? OperatorOf(string word) => word switch
    {
        "is" => (FilterOperator.Is, false),
        "is_not" => (FilterOperator.Is, true),
        "contains" => (FilterOperator.Contains, false),
        "contains_not" => (FilterOperator.Contains, true),
        "matches" => (FilterOperator.Matches, false),
        "matches_not" => (FilterOperator.Matches, true),
        "matches_wildcard" => (FilterOperator.MatchesWildcard, false),
        "matches_wildcard_not" => (FilterOperator.MatchesWildcard, true),
        _ => null,
    };

    private static string Quoted(JsonElement element) => QuestionParser.Quoted(element);

    private T? Fail<T>(string path, string message)
        where T : class => Fail<T>(new QuestionError(path, message));

    private T? Fail<T>(QuestionError error)
        where T : class
    {
        Error ??= error;
        return null;
    }
}
