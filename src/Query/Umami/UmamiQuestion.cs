using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Footfall.Query.Umami;

/// <summary>
/// Words a query string of Umami's as a question of ours, which then is parsed and planned as any other. Not thread-safe.
/// </summary>
internal sealed class UmamiQuestion(IQueryCollection parameters)
{
    /// <summary>The end of the year 9999.</summary>
    private const long LastMillisecond = 253_402_300_799_999;

    private static readonly Dictionary<string, string> Operators = new(StringComparer.Ordinal)
    {
        ["eq"] = "is",
        ["neq"] = "is_not",
        ["c"] = "contains",
        ["dnc"] = "contains_not",
        ["re"] = "matches",
        ["nre"] = "matches_not",
    };

    /// <summary>The first fault found, with the parameter that has it.</summary>
    public (string Field, string Message)? Fault { get; private set; }

    public DateTime Start { get; private set; }

    public DateTime End { get; private set; }

    /// <summary>Reads the range: <c>startAt</c> and <c>endAt</c>, in milliseconds since 1970.</summary>
    public bool ReadRange()
    {
        if (Moment("startAt") is not { } start || Moment("endAt") is not { } end) return false;
        if (end < start) return Fail("endAt", "The parameter endAt lies before startAt.");
        (Start, End) = (start, end);
        return true;
    }

    /// <summary>
    /// The range to compare with, as <c>compare</c> says: the same length before (also where nothing is said), or a year earlier. Null with a fault.
    /// </summary>
    public (DateTime Start, DateTime End)? Compared()
    {
        switch (parameters["compare"].ToString())
        {
            case "" or "prev":
                var length = End - Start;
                return (Start - length > DateTime.UnixEpoch ? Start - length : DateTime.UnixEpoch, Start.AddSeconds(Start > DateTime.UnixEpoch ? -1 : 0));
            case "yoy":
                return Start.Year > 1970 ? (Start.AddYears(-1), End.AddYears(-1)) : (DateTime.UnixEpoch, DateTime.UnixEpoch);
            default:
                Fail("compare", "The parameter compare is neither prev nor yoy.");
                return null;
        }
    }

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>, or null with a fault.</summary>
    public int? Count(string name, int byDefault, int least, int most)
    {
        if (parameters[name].ToString() is not { Length: > 0 } text) return byDefault;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Fail(name, $"The parameter {name} is no number from {least} to {most}.");
        return null;
    }

    /// <summary>The time dimension of <c>unit</c>, or null with a fault.</summary>
    public string? TimeDimension(string byDefault = "day")
    {
        var unit = parameters["unit"].ToString() is { Length: > 0 } asked ? asked : byDefault;
        if (unit is "minute" or "hour" or "day" or "month") return "time:" + unit;
        Fail("unit", $"The unit `{unit}` is none of minute, hour, day, month.");
        return null;
    }

    /// <summary>The question, or null with a fault.</summary>
    /// <param name="more">Filters beside those of the parameters.</param>
    public JsonElement? Word(Guid site, DateTime start, DateTime end, string[] metrics, string[] dimensions, JsonNode[] more, int limit = 10_000, int offset = 0)
    {
        if (Filters() is not { } filters) return null;
        foreach (var filter in more) filters.Add(filter.DeepClone());
        var question = new JsonObject
        {
            ["site_id"] = site.ToString(),
            ["metrics"] = new JsonArray([.. metrics.Select(metric => (JsonNode?)metric)]),
            ["date_range"] = new JsonArray(Iso(start), Iso(end)),
            ["dimensions"] = new JsonArray([.. dimensions.Select(dimension => (JsonNode?)dimension)]),
            ["filters"] = filters,
            ["pagination"] = new JsonObject { ["limit"] = limit, ["offset"] = offset },
        };
        using var document = JsonDocument.Parse(question.ToJsonString());
        return document.RootElement.Clone();
    }

    public static JsonNode Filter(string comparison, string dimension, params string[] values) =>
        new JsonArray(comparison, dimension, new JsonArray([.. values.Select(value => (JsonNode?)value)]));

    private JsonArray? Filters()
    {
        var filters = new JsonArray();
        foreach (var name in new[] { "segment", "cohort", "title", "query", "distinctId", "eventType" })
        {
            // A number for everybody is no answer to a question about some.
            if (parameters[name].ToString().Length == 0) continue;
            Fail(name, $"The filter {name} is not known here.");
            return null;
        }

        foreach (var name in UmamiTypes.All)
        {
            if (parameters[name].ToString() is { Length: > 0 } written) filters.Add(FilterOf(name, written));
        }

        if (parameters["match"] != "any" || filters.Count < 2) return filters;
        return new JsonArray(new JsonArray("or", filters));
    }

    /// <summary><c>c.news</c> contains; without a known prefix the values are compared as they are, several after commas.</summary>
    private static JsonNode FilterOf(string name, string written)
    {
        var point = written.IndexOf('.', StringComparison.Ordinal);
        var comparison = point > 0 ? Operators.GetValueOrDefault(written[..point]) : null;
        var values = comparison is null ? written : written[(point + 1)..];
        comparison ??= "is";
        var list = comparison is "matches" or "matches_not" ? [values] : values.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (name == "device") list = [.. list.Select(value => value.Length > 0 ? char.ToUpperInvariant(value[0]) + value[1..] : value)];
        return Filter(comparison, UmamiTypes.DimensionOf(name)!, list.Length > 0 ? list : [values]);
    }

    private DateTime? Moment(string name)
    {
        if (long.TryParse(parameters[name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= LastMillisecond)
            return DateTime.UnixEpoch.AddMilliseconds(milliseconds);
        Fail(name, $"The parameter {name} is no number of milliseconds since 1970.");
        return null;
    }

    private bool Fail(string field, string message)
    {
        Fault ??= (field, message);
        return false;
    }

    private static string Iso(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
