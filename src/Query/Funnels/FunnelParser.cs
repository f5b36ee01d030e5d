using System.Text.Json;
using Footfall.Query.Parsing;
using Footfall.Query.Reports;

namespace Footfall.Query.Funnels;

/// <summary>Reads the body of a funnel.</summary>
internal static class FunnelParser
{
    public const int FewestSteps = 2;
    public const int MostSteps = 10;

    private static readonly string[] Known = ["date_range", "filters", "steps", "order", "window", "breakdown", "interval", "explore"];

    /// <summary>Either the funnel, or what is wrong with it.</summary>
    public static (Report? Report, QuestionError? Error) Parse(JsonElement body, Wording wording)
    {
        var reader = new ReportBody(body, wording);
        var funnel = Read(reader);
        return reader.Error is { } error ? (null, error) : (funnel, null);
    }

    private static Funnel? Read(ReportBody body)
    {
        if (!body.Has(Known)) return null;
        if (body.DateRange() is not { } range || body.Filters() is not { } filters || Steps(body) is not { } steps) return null;
        if (body.OneOf("order", "ordered", "strict") is not { } order || Window(body) is not { } window) return null;
        if (body.Number("explore", byDefault: 0, least: 1, most: steps.Count - 1) is not { } explored) return null;
        return new Funnel
        {
            DateRange = range,
            Filters = filters,
            Steps = steps,
            Strict = order == "strict",
            Window = window,
            Breakdown = body.Dimension("breakdown"),
            Interval = body.Interval("interval", TimeUnit.Hour, TimeUnit.Day, TimeUnit.Week, TimeUnit.Month),
            Explored = explored,
        };
    }

    private static List<Filter>? Steps(ReportBody body)
    {
        if (!body.TryGet("steps", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is < FewestSteps or > MostSteps)
            return body.Fail<List<Filter>>("#/steps", $"Expected a list of {FewestSteps} to {MostSteps} steps.");
        var steps = new List<Filter>();
        foreach (var element in list.EnumerateArray())
        {
            if (body.Events(element, $"#/steps/{steps.Count}") is not { } step) return null;
            steps.Add(step);
        }

        return steps;
    }

    private static FunnelWindow? Window(ReportBody body)
    {
        if (!body.TryGet("window", out var value)) return FunnelWindow.Default;
        if (FunnelWindow.Parse(value) is { } window) return window;
        body.Fail("#/window", $"Invalid window {QuestionParser.Quoted(value)}: expected \"visit\", or a time of at most 366 days such as 30m, 12h or 7d.");
        return null;
    }
}
