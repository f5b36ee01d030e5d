using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Footfall.Cli.Import;

/// <summary>
/// Matomo's visits as its Live API tells them (<c>method=Live.getLastVisitsDetails&amp;format=JSON</c>): a list of visits, each with its actions. A row is a visit.
/// </summary>
internal sealed class Matomo : IImportFormat
{
    public async IAsyncEnumerable<ImportRow> ReadAsync(Stream file, ImportPosition from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var number = 0L;
        await using var visits = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(file, cancellationToken: cancellation).GetAsyncEnumerator(cancellation);
        while (await NextAsync(visits))
        {
            if (++number > from.Rows) yield return RowOf(number, visits.Current);
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<JsonElement> visits)
    {
        try
        {
            return await visits.MoveNextAsync();
        }
        catch (JsonException broken)
        {
            throw new CommandException($"The file is no JSON list of visits, as Live.getLastVisitsDetails answers them ({broken.Message}).", broken);
        }
    }

    private static ImportRow RowOf(long number, JsonElement visit)
    {
        var end = new ImportPosition(number, 0);
        if (visit.Text("idVisit") is not { } id || visit.Field("actionDetails") is not { ValueKind: JsonValueKind.Array } actions) return ImportRow.Broken(number, end, "has no idVisit and actionDetails");
        var events = new List<ImportedEvent>();
        var place = 0;
        foreach (var action in actions.EnumerateArray())
        {
            if (EventOf(visit, id, place, action, isFirst: events.Count == 0) is { } one) events.Add(one);
            place++;
        }

        return events.Count == 0 ? ImportRow.Without(number, end, "visits without an action of a known kind") : ImportRow.Of(number, end, events);
    }

    private static ImportedEvent? EventOf(JsonElement visit, string id, int place, JsonElement action, bool isFirst)
    {
        if (action.Number("timestamp") is not { } seconds || seconds is <= 0 or >= 1e11m) return null;
        var kind = action.Text("type") ?? "action";
        if (NameOf(kind, action) is not { } name || (action.Text("url") ?? action.Text("pageUrl")) is not { } url || !url.StartsWith("http", StringComparison.Ordinal)) return null;
        var time = DateTime.UnixEpoch.AddSeconds((double)seconds);
        return new ImportedEvent
        {
            Id = ImportIds.Of(time, "matomo", visit.Text("idSite") ?? "", id, place.ToString(CultureInfo.InvariantCulture)),
            Time = time,
            Name = name,
            Url = kind is "download" or "outlink" ? action.Text("pageUrl") ?? url : url,
            Title = action.Text("pageTitle") ?? action.Text("title"),
            Referrer = isFirst ? visit.Text("referrerUrl") : null,
            Visitor = visit.Text("visitorId"),
            Session = $"matomo.{id}",
            User = visit.Text("userId"),
            Language = visit.Text("languageCode"),
            Screen = ScreenOf(visit.Text("resolution")),
            Amount = kind == "ecommerceOrder" ? action.Number("revenue") : null,
            Currency = visit.Text("siteCurrency"),
            Enriched = ClientOf(visit),
            Props = PropsOf(kind, action),
        };
    }

    private static string? NameOf(string kind, JsonElement action) => kind switch
    {
        "action" => "pageview",
        "event" => action.Text("eventAction"),
        "download" => "file_download",
        "outlink" => "outbound_click",
        "search" => "search",
        "ecommerceOrder" => "purchase",
        _ => null,
    };

    private static List<(string Name, object Value)> PropsOf(string kind, JsonElement action)
    {
        var props = new List<(string Name, object Value)>();
        Add("category", action.Text("eventCategory"));
        Add("label", action.Text("eventName"));
        if (action.Number("eventValue") is { } value) props.Add(("value", (double)value));
        if (kind is "download" or "outlink") Add("url", action.Text("url"));
        if (kind == "search") Add("query", action.Text("siteSearchKeyword"));
        if (kind == "ecommerceOrder") Add("order", action.Text("orderId"));
        return props;

        void Add(string name, string? text)
        {
            if (text is not null) props.Add((name, text));
        }
    }

    private static IReadOnlyList<(string Name, string? Value)> ClientOf(JsonElement visit) =>
    [
        ("browser", Names.Browser(visit.Text("browserName"))),
        ("browser_version", visit.Text("browserVersion")),
        ("os", Names.Os(visit.Text("operatingSystemName"))),
        ("os_version", visit.Text("operatingSystemVersion")),
        ("device", Names.Device(visit.Text("deviceType"))),
        ("country", Names.Country(visit.Text("countryCode"))),
        ("region", visit.Text("region")),
        ("city", visit.Text("city")),
    ];

    private static (int Width, int Height)? ScreenOf(string? resolution)
    {
        var parts = (resolution ?? "").Split('x');
        return parts.Length == 2 && ushort.TryParse(parts[0], out var width) && ushort.TryParse(parts[1], out var height) ? (width, height) : null;
    }
}
