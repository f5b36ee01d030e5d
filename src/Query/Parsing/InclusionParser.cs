using System.Text.Json;

namespace Footfall.Query.Parsing;

/// <summary>Reads <c>include</c>.</summary>
internal static class InclusionParser
{
    public static Inclusion? Parse(JsonElement include, IReadOnlyList<Dimension> dimensions, out QuestionError? error)
    {
        error = null;
        if (include.ValueKind != JsonValueKind.Object)
        {
            error = new QuestionError("#/include", "Expected an object.");
            return null;
        }

        var parsed = Inclusion.Nothing;
        foreach (var property in include.EnumerateObject())
        {
            var path = $"#/include/{property.Name}";
            var flag = property.Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? property.Value.GetBoolean() : (bool?)null;
            switch (property.Name, flag)
            {
                case ("imports", { } imports):
                    parsed = parsed with { Imports = imports };
                    break;
                case ("total_rows", { } rows):
                    parsed = parsed with { TotalRows = rows };
                    break;
                case ("time_labels", { } labels):
                    if (labels && !dimensions.Any(d => d.IsTime))
                        error = new QuestionError(path, "Invalid include.time_labels: requires a time dimension.");
                    parsed = parsed with { TimeLabels = labels };
                    break;
                case ("comparisons", _):
                    parsed = parsed with { Comparison = Comparison(property.Value, path, ref error) };
                    break;
                default:
                    error = new QuestionError(path, $"Invalid value {QuestionParser.Quoted(property.Value)}: imports, time_labels, total_rows (true or false) and comparisons are known.");
                    break;
            }

            if (error is not null) return null;
        }

        return parsed;
    }

    private static ComparisonSpec? Comparison(JsonElement value, string path, ref QuestionError? error)
    {
        if (value.ValueKind is JsonValueKind.Null) return null;
        var mode = value.ValueKind == JsonValueKind.Object && value.TryGetProperty("mode", out var name) ? ModeOf(name) : null;
        if (mode is null)
        {
            error = new QuestionError(path, $"Invalid comparisons {QuestionParser.Quoted(value)}: expected {{\"mode\": \"previous_period\", \"year_over_year\" or \"custom\"}}.");
            return null;
        }

        foreach (var member in value.EnumerateObject())
        {
            if (member.Name is "mode" or "date_range" || (member.Name == "match_day_of_week" && member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False)) continue;
            error = new QuestionError($"{path}/{member.Name}", $"Invalid value {QuestionParser.Quoted(member.Value)}: mode, date_range and match_day_of_week (true or false) are known.");
            return null;
        }

        var range = value.TryGetProperty("date_range", out var dates) ? DateRangeParser.Parse(dates) : null;
        if ((mode == ComparisonMode.Custom) != (range is DateRangeSpec.Days or DateRangeSpec.Instants))
        {
            error = new QuestionError($"{path}/date_range", "A custom comparison, and only that, takes a date_range of two dates or instants.");
            return null;
        }

        var match = value.TryGetProperty("match_day_of_week", out var matching) && matching.ValueKind == JsonValueKind.True;
        return new ComparisonSpec(mode.Value, range, match);
    }

    private static ComparisonMode? ModeOf(JsonElement mode) => mode.ValueKind != JsonValueKind.String
        ? null
        : mode.GetString() switch
        {
            "previous_period" => ComparisonMode.PreviousPeriod,
            "year_over_year" => ComparisonMode.YearOverYear,
            "custom" => ComparisonMode.Custom,
            _ => null,
        };
}
