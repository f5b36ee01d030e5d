using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Footfall.Events;
using Footfall.Ingestion.Pipeline;

namespace Footfall.Ingestion.Dialects.Otlp;

/// <summary>
/// Makes drafts of OTLP log records, in JSON. A record with an event's name is an event; any other log is one that Footfall does not keep, and is counted as that.
/// </summary>
internal sealed class ReadLogs(Props props)
{
    private const double NanosecondsInMillisecond = 1_000_000;

    /// <summary>What semantic conventions call what has a name here.</summary>
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["browser.page_view"] = EventNames.Pageview,
        ["browser.page_navigation"] = EventNames.Pageview,
    };

    /// <summary>Attributes that are taken as fields, and those that tell who it was.</summary>
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal)
    {
        "event.name", "session.id", "session.previous_id", "user.id", "enduser.id", "user.name", "user.full_name", "user.hash", "user.roles", "enduser.pseudo.id", "url.full",
        "http.request.header.referer", "browser.document.title", "browser.language", "user_agent.original", "client.address", "client.port", "source.address",
        "network.peer.address", "network.peer.port", "net.peer.ip", "host.ip", "app.installation.id", "device.id", "visitor.id",
    };

    private static readonly string[] OfResource = ["service.name", "service.version", "deployment.environment.name", "deployment.environment"];

    /// <summary>Adds the records of a request, in their order.</summary>
    /// <param name="fromBrowser">The request is a browser's, whose user agent says what it is.</param>
    public void Into(DialectRequest request, Project? project, JsonElement root, bool fromBrowser)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var resourceLogs in Items(root, "resourceLogs"))
        {
            var raw = resourceLogs.Member("resource");
            var resource = PlainValues.OfAttributes(raw?.Member("attributes"));
            var resourceHash = SHA256.HashData(raw is { } known ? JsonMarshal.GetRawUtf8Value(known) : default);
            foreach (var scopeLogs in Items(resourceLogs, "scopeLogs"))
            {
                foreach (var record in Items(scopeLogs, "logRecords"))
                {
                    var hash = Hash(resourceHash, record);
                    var nth = seen[hash] = seen.GetValueOrDefault(hash) + 1;
                    // Two equal records of one request are two events; the same request again is the same two.
                    request.Add(project, Draft(record, resource, fromBrowser), nth == 1 ? hash : string.Create(CultureInfo.InvariantCulture, $"{hash}-{nth}"));
                }
            }
        }
    }

    private Draft Draft(JsonElement record, JsonElement resource, bool fromBrowser)
    {
        if (record.ValueKind != JsonValueKind.Object || record.Member("broken") is not null)
            return new Draft { Fault = new Drop(DropReason.NotAnObject, null, "The log record cannot be read.") };
        var attributes = PlainValues.OfAttributes(record.Member("attributes"));
        var name = Words.Name(record.Text("eventName") ?? attributes.Text("event.name"));
        if (name is null)
            return new Draft { Fault = new Drop(DropReason.NotAnEvent, "eventName", "Logs without an event's name are not kept: give the record an eventName, or the attribute event.name.") };
        var user = attributes.Text("user.id") ?? attributes.Text("enduser.id");
        var draft = new Draft
        {
            Name = Known.GetValueOrDefault(name, name),
            Time = TimeOf(record),
            Visitor = Words.Identity(attributes.Text("app.installation.id") ?? attributes.Text("device.id") ?? attributes.Text("visitor.id") ?? attributes.Text("enduser.pseudo.id") ?? user),
            User = Words.Identity(user),
            Session = Words.Identity(attributes.Text("session.id")),
            Url = Words.Url(attributes.Text("url.full") ?? attributes.Text("url.path"), attributes.Text("url.domain")),
            Referrer = attributes.Text("http.request.header.referer"),
            Title = attributes.Text("browser.document.title"),
            Language = attributes.Text("browser.language", 35),
            UserAgent = attributes.Text("user_agent.original", 1024),
            Address = attributes.Text("client.address", 64),
            Library = LibraryOf(resource),
            SentByServer = !fromBrowser,
        };
        Body(draft, record);
        props.PutAll(draft, attributes, Taken.Contains);
        foreach (var about in OfResource)
        {
            if (resource.Text(about) is { } text && !text.StartsWith("unknown_service", StringComparison.Ordinal)) props.Put(draft, about, text);
        }

        return draft;
    }

    /// <summary>A body that is a map is the event's data; attributes of the same name come later and win.</summary>
    private void Body(Draft draft, JsonElement record)
    {
        if (record.Member("body") is not { } value) return;
        var body = PlainValues.OfValue(value);
        if (body.ValueKind == JsonValueKind.Object) props.PutAll(draft, body, Taken.Contains);
        else props.Put(draft, "body", body);
    }

    /// <summary>0 is OTLP's word for unknown.</summary>
    private static DateTime? TimeOf(JsonElement record)
    {
        var nanoseconds = record.Member("timeUnixNano").Number();
        if (nanoseconds is null or 0) nanoseconds = record.Member("observedTimeUnixNano").Number();
        return nanoseconds is null or 0 ? null : Json.OfMilliseconds(nanoseconds.Value / NanosecondsInMillisecond);
    }

    private static string LibraryOf(JsonElement resource)
    {
        var language = resource.Text("telemetry.sdk.language", 20);
        var version = resource.Text("telemetry.sdk.version", 20);
        return $"otlp{(language is null ? "" : $"-{language}")}{(version is null ? "" : $"/{version}")}";
    }

    private static string Hash(byte[] resource, JsonElement record)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(resource);
        hash.AppendData(JsonMarshal.GetRawUtf8Value(record));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<JsonElement> Items(JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : [];
}
