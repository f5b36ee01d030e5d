using System.Text.Json;
using Footfall.Query.Parsing;
using Footfall.Query.Reports;

namespace Footfall.Query.Journeys;

/// <summary>Reads the body of a journey report.</summary>
internal static class JourneyParser
{
    private const int FewestSteps = 2;
    private const int MostSteps = 10;
    private const int DefaultSteps = 5;
    private const int MostPlaces = 25;
    private const int DefaultPlaces = 8;

    private static readonly string[] Known = ["date_range", "filters", "from", "to", "by", "steps", "places", "walked"];

    /// <summary>Either the report, or what is wrong with it.</summary>
    public static (Report? Report, QuestionError? Error) Parse(JsonElement body, Wording wording)
    {
        var reader = new ReportBody(body, wording);
        var journey = Read(reader);
        return reader.Error is { } error ? (null, error) : (journey, null);
    }

    private static JourneyReport? Read(ReportBody body)
    {
        if (!body.Has(Known)) return null;
        if (body.DateRange() is not { } range || body.Filters() is not { } filters || body.OneOf("by", "page", "event") is not { } by) return null;
        if (body.Number("steps", DefaultSteps, FewestSteps, MostSteps) is not { } steps || body.Number("places", DefaultPlaces, least: 1, MostPlaces) is not { } places) return null;
        var backwards = body.TryGet("to", out var to);
        if (body.TryGet("from", out var from) && backwards) return body.Fail<JourneyReport>("#/to", "Ask for journeys from an event or to one, not both.");
        var anchor = backwards ? Anchor(body, to, "#/to") : Anchor(body, from, "#/from");
        if (body.Error is not null || Walked(body, steps) is not { } walked) return null;
        return new JourneyReport
        {
            DateRange = range,
            Filters = filters,
            Anchor = anchor,
            Backwards = backwards,
            OfPages = by == "page",
            Steps = steps,
            Places = places,
            Walked = walked,
        };
    }

    /// <summary>Null where the visit's own first or last event is meant, which <c>to</c> says by <c>"exit"</c> and <c>from</c> by <c>"entry"</c> or by being absent.</summary>
    private static Filter? Anchor(ReportBody body, JsonElement value, string path)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null || IsOwn(value, path)) return null;
        return body.Events(value, path);
    }

    private static bool IsOwn(JsonElement value, string path) => value.ValueKind == JsonValueKind.String && value.ValueEquals(path == "#/to" ? "exit" : "entry");

    private static List<Filter?>? Walked(ReportBody body, int steps)
    {
        if (!body.TryGet("walked", out var list)) return [];
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > steps) return body.Fail<List<Filter?>>("#/walked", $"Expected a list of at most {steps} choices of events, as many as there are steps.");
        var walked = new List<Filter?>();
        foreach (var element in list.EnumerateArray())
        {
            var step = element.ValueKind == JsonValueKind.Null ? null : body.Events(element, $"#/walked/{walked.Count}");
            if (body.Error is not null) return null;
            walked.Add(step);
        }

        return walked;
    }
}
