using System.Text.Json;
using Footfall.Query.Parsing;
using Footfall.Query.Reports;

namespace Footfall.Query.Retention;

/// <summary>Reads the body of a retention report.</summary>
internal static class RetentionParser
{
    private const int MostPeriods = 90;
    private const int MostBrackets = 20;
    private const int DefaultPeriods = 12;

    private static readonly string[] Known = ["date_range", "filters", "first", "return", "interval", "periods", "count", "brackets"];

    /// <summary>Either the report, or what is wrong with it.</summary>
    public static (Report? Report, QuestionError? Error) Parse(JsonElement body, Wording wording)
    {
        var reader = new ReportBody(body, wording);
        var retention = Read(reader);
        return reader.Error is { } error ? (null, error) : (retention, null);
    }

    private static RetentionReport? Read(ReportBody body)
    {
        if (!body.Has(Known)) return null;
        if (body.DateRange() is not { } range || body.Filters() is not { } filters || body.OneOf("count", "on", "on_or_after") is not { } count) return null;
        var interval = body.Interval("interval", TimeUnit.Day, TimeUnit.Week, TimeUnit.Month);
        var (first, returning) = (Events(body, "first"), Events(body, "return"));
        if (body.Error is not null || body.Number("periods", DefaultPeriods, least: 1, MostPeriods) is not { } periods) return null;
        if (Brackets(body, periods, count == "on_or_after") is not { } brackets) return null;
        return new RetentionReport { DateRange = range, Filters = filters, First = first, Returning = returning, Interval = interval ?? TimeUnit.Week, Brackets = brackets };
    }

    private static Filter? Events(ReportBody body, string name) => body.TryGet(name, out var value) ? body.Events(value, $"#/{name}") : null;

    private static List<Bracket>? Brackets(ReportBody body, int periods, bool unbounded)
    {
        if (!body.TryGet("brackets", out var list)) return [.. Enumerable.Range(1, periods).Select(period => new Bracket(period, unbounded ? null : period))];
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > MostBrackets) return body.Fail<List<Bracket>>("#/brackets", $"Expected a list of 1 to {MostBrackets} brackets.");
        var brackets = new List<Bracket>();
        var lastPeriod = 0;
        foreach (var element in list.EnumerateArray())
        {
            if (BracketOf(element) is not { } bracket || bracket.First <= lastPeriod)
                return body.Fail<List<Bracket>>($"#/brackets/{brackets.Count}", $"Expected [first, last], periods from 1 to {MostPeriods} in order and apart, such as [1, 3].");
            lastPeriod = bracket.Last!.Value;
            brackets.Add(unbounded ? bracket with { Last = null } : bracket);
        }

        return brackets;
    }

    private static Bracket? BracketOf(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() != 2) return null;
        if (element[0].ValueKind != JsonValueKind.Number || !element[0].TryGetInt32(out var first) || element[1].ValueKind != JsonValueKind.Number || !element[1].TryGetInt32(out var last)) return null;
        return first >= 1 && first <= last && last <= MostPeriods ? new Bracket(first, last) : null;
    }
}
