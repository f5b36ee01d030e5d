using System.Text.Json;
using Footfall.Query.Parsing;
using Footfall.Query.Reports;

namespace Footfall.Query.Props;

/// <summary>Reads the body of a report of props.</summary>
internal static class PropsParser
{
    private const int MostRows = 500;
    private const int DefaultRows = 100;

    private static readonly string[] Known = ["date_range", "filters", "events", "rows"];

    /// <summary>Either the report, or what is wrong with it.</summary>
    public static (Report? Report, QuestionError? Error) Parse(JsonElement body, Wording wording)
    {
        var reader = new ReportBody(body, wording);
        var props = Read(reader);
        return reader.Error is { } error ? (null, error) : (props, null);
    }

    private static PropsReport? Read(ReportBody body)
    {
        if (!body.Has(Known)) return null;
        if (body.DateRange() is not { } range || body.Filters() is not { } filters) return null;
        if (body.Number("rows", DefaultRows, least: 1, MostRows) is not { } rows) return null;
        var events = body.TryGet("events", out var chosen) ? body.Events(chosen, "#/events") : null;
        return body.Error is not null ? null : new PropsReport { DateRange = range, Filters = filters, Events = events, Rows = rows };
    }
}
