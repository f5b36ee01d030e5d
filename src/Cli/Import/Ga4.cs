using System.Runtime.CompilerServices;
using System.Text.Json;
using Footfall.Events;

namespace Footfall.Cli.Import;

/// <summary>Google Analytics 4 as its BigQuery export has it: one event a line, as JSON (<c>bq extract --destination_format NEWLINE_DELIMITED_JSON</c>).</summary>
internal sealed class Ga4 : IImportFormat
{
    /// <summary>Made by GA4 from other events, or told by a visit's beginning.</summary>
    private static readonly HashSet<string> s_derived = ["first_visit", "first_open", "session_start"];

    private static readonly HashSet<string> s_own =
        ["page_location", "page_referrer", "page_title", "ga_session_id", "ga_session_number", "engagement_time_msec", "engaged_session_event", "session_engaged", "entrances", "batch_page_id", "batch_ordering_id", "debug_mode", "value", "currency", "ignore_referrer"];

    public async IAsyncEnumerable<ImportRow> ReadAsync(Stream file, ImportPosition from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var line in Lines.ReadAsync(file, from, whole: false, cancellation)) yield return RowOf(line);
    }

    private static ImportRow RowOf(Line line)
    {
        if (line.Text is null) return ImportRow.Broken(line.Number, line.End, "is longer than a megabyte");
        if (string.IsNullOrWhiteSpace(line.Text)) return ImportRow.Without(line.Number, line.End, "empty lines");
        try
        {
            using var json = JsonDocument.Parse(line.Text);
            return RowOf(line, json.RootElement);
        }
        catch (JsonException broken)
        {
            return ImportRow.Broken(line.Number, line.End, $"is no JSON ({broken.Message})");
        }
    }

    private static ImportRow RowOf(Line line, JsonElement row)
    {
        if (row.Text("event_name") is not { } name) return ImportRow.Broken(line.Number, line.End, "has no event_name");
        if (row.Number("event_timestamp") is not { } micros || micros is <= 0 or >= 1e17m) return ImportRow.Broken(line.Number, line.End, "has no event_timestamp in microseconds");
        if (s_derived.Contains(name)) return ImportRow.Without(line.Number, line.End, $"events {name}");
        var parameters = Parameters(row);
        if (Param(parameters, "page_location") is not string url) return ImportRow.Without(line.Number, line.End, "events without page_location (of apps)");
        var time = DateTime.UnixEpoch.AddMilliseconds((double)Math.Floor(micros / 1000));
        var (device, geo) = (row.Field("device") ?? default, row.Field("geo") ?? default);
        var (engagement, amount) = (Number(parameters, "engagement_time_msec"), Revenue(row, parameters));
        return ImportRow.Of(line.Number, line.End, new ImportedEvent
        {
            Id = ImportIds.Of(time, "ga4", line.Text!),
            Time = time,
            Name = name switch { "page_view" => "pageview", "user_engagement" => "engagement", _ => name },
            Url = url,
            Title = Param(parameters, "page_title") as string,
            Referrer = Param(parameters, "page_referrer") as string,
            Visitor = row.Text("user_pseudo_id"),
            Session = Number(parameters, "ga_session_id") is { } session ? $"{row.Text("user_pseudo_id")}.{session:0}" : null,
            User = row.Text("user_id"),
            Language = device.Text("language"),
            EngagementMs = name == "user_engagement" ? (long?)engagement : null,
            Amount = amount,
            Currency = amount is null ? null : Param(parameters, "currency") as string,
            Enriched = ClientOf(device, geo),
            Props = name == "page_view" || name == "user_engagement" ? [] : [.. parameters.Where(p => !s_own.Contains(p.Name))],
        });
    }

    private static IReadOnlyList<(string Name, string? Value)> ClientOf(JsonElement device, JsonElement geo)
    {
        var web = device.Field("web_info") ?? default;
        return
        [
            ("browser", Names.Browser(web.Text("browser") ?? device.Text("browser"))),
            ("os", Names.Os(device.Text("operating_system"))),
            ("device", Names.Device(device.Text("category"))),
            ("country", Countries.CodeOf(geo.Text("country"))),
            ("region", geo.Text("region")),
            ("city", geo.Text("city")),
        ];
    }

    private static decimal? Revenue(JsonElement row, List<(string Name, object Value)> parameters) =>
        row.Text("event_name") != "purchase" ? null : (row.Field("ecommerce") ?? default).Number("purchase_revenue") ?? (Number(parameters, "value") is { } value ? (decimal)value : null);

    private static List<(string Name, object Value)> Parameters(JsonElement row)
    {
        var parameters = new List<(string Name, object Value)>();
        if (row.Field("event_params") is not { ValueKind: JsonValueKind.Array } list) return parameters;
        foreach (var one in list.EnumerateArray())
        {
            if (one.Text("key") is { } key && one.Field("value") is { } value && ValueOf(value) is { } told) parameters.Add((key, told));
        }

        return parameters;
    }

    private static object? ValueOf(JsonElement value)
    {
        if (value.Text("string_value") is { } text) return text;
        return (value.Number("int_value") ?? value.Number("double_value") ?? value.Number("float_value")) is { } number ? (double)number : null;
    }

    private static object? Param(List<(string Name, object Value)> parameters, string name) => parameters.Find(p => p.Name == name).Value;

    private static double? Number(List<(string Name, object Value)> parameters, string name) => Param(parameters, name) as double?;
}
