using System.Text.Json;
using Footfall.Ingestion.Pipeline;

namespace Footfall.Ingestion.Dialects.Sentry;

/// <summary>
/// Makes a draft of a Sentry event: what failed, of which type, in which release. Of the person and the machine nothing is taken: no user but an id, no server's name, no
/// request but its page, no breadcrumbs, no frames.
/// </summary>
internal sealed class ReadSentry(Props props)
{
    private const string Message = "message";

    public Draft From(JsonElement body)
    {
        var failure = Failure(body);
        var text = failure?.Text("value") ?? body.Member("logentry")?.Text("formatted") ?? body.Member("logentry")?.Text(Message) ?? MessageOf(body);
        var level = body.Text("level", 20);
        var request = body.Member("request");
        var user = Words.Identity(body.Member("user")?.Text("id"));
        var draft = new Draft
        {
            // A message may come with a stack, which then looks like an exception without a type.
            Name = failure?.Text("type") is not null || level is "error" or "fatal" ? ForeignNames.Error : Message,
            Time = TimeOf(body.Member("timestamp")),
            Url = request?.Text("url") is { } url ? Words.Url(url) : null,
            Referrer = request?.Member("headers")?.Text("Referer"),
            UserAgent = request?.Member("headers")?.Text("User-Agent", 1024),
            Visitor = user,
            User = user,
            Interactive = false,
            Library = LibraryOf(body.Member("sdk")),
            SentByServer = !IsPage(body),
        };
        props.Put(draft, Message, text);
        props.Put(draft, "type", failure?.Text("type"));
        props.Put(draft, "release", body.Text("release", 200));
        props.Put(draft, "environment", body.Text("environment", 64));
        props.Put(draft, "level", level);
        props.Put(draft, "platform", body.Text("platform", 64));
        props.Put(draft, "transaction", body.Text("transaction", 200));
        if (failure?.Member("mechanism")?.Member("handled").Flag() is { } handled) draft.SetProp("handled", handled ? "true" : "false", handled ? 1 : 0);
        Tags(draft, body.Member("tags"));
        return draft;
    }

    /// <summary>The outermost exception, which is the last; some clients send the list without its wrapper.</summary>
    private static JsonElement? Failure(JsonElement body)
    {
        var exception = body.Member("exception");
        var values = exception is { ValueKind: JsonValueKind.Array } ? exception : exception?.Member("values");
        if (values is not { ValueKind: JsonValueKind.Array } known) return exception is { ValueKind: JsonValueKind.Object } && exception?.Member("type") is not null ? exception : null;
        JsonElement? last = null;
        foreach (var value in known.EnumerateArray())
        {
            if (value.ValueKind == JsonValueKind.Object) last = value;
        }

        return last;
    }

    private static string? MessageOf(JsonElement body) =>
        body.Member(Message) is { ValueKind: JsonValueKind.Object } formatted ? formatted.Text("formatted") ?? formatted.Text(Message) : body.Text(Message);

    /// <summary>An object, or a list of pairs.</summary>
    private void Tags(Draft draft, JsonElement? tags)
    {
        if (tags is { ValueKind: JsonValueKind.Object } members)
        {
            foreach (var tag in members.EnumerateObject()) Tag(draft, tag.Name, tag.Value);
        }
        else if (tags is { ValueKind: JsonValueKind.Array } pairs)
        {
            foreach (var pair in pairs.EnumerateArray())
            {
                if (pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2 && ((JsonElement?)pair[0]).Text(200) is { } name) Tag(draft, name, pair[1]);
            }
        }
    }

    /// <summary>Clients of old made tags of the user and the machine.</summary>
    private void Tag(Draft draft, string name, JsonElement value)
    {
        if (!name.StartsWith("user", StringComparison.Ordinal) && name != "server_name") props.Put(draft, $"tags.{name}", value);
    }

    /// <summary>Seconds with a fraction, or RFC 3339.</summary>
    private static DateTime? TimeOf(JsonElement? time) =>
        time is { ValueKind: JsonValueKind.Number } ? time.Number() is { } seconds ? Json.OfMilliseconds(seconds * 1000) : null : time.Time();

    private static string? LibraryOf(JsonElement? sdk) => sdk?.Text("name", 40) is not { } name ? null : sdk?.Text("version", 20) is { } version ? $"{name}/{version}" : name;

    /// <summary>Pages have an address and the platform javascript; what runs in Node calls itself node, and apps have no address.</summary>
    private static bool IsPage(JsonElement body) => body.Text("platform") == "javascript" && body.Member("request")?.Text("url") is not null;
}
