using System.Globalization;
using System.Text.Json;
using Footfall.Agent.Digests;
using Footfall.Agent.Outputs;
using Footfall.Query;

namespace Footfall.Agent.Settings;

/// <summary>Reads settings from their JSON form. What is not known is refused, so that a misspelt word is not silently nothing.</summary>
internal static class SettingsReader
{
    public static AgentSettings Read(JsonElement root)
    {
        Only(root, "the configuration", "digests", "alerts");
        List<Digest> digests = [.. List(root, "digests", "the configuration").Select(item => Read(item, "digest")), .. List(root, "alerts", "the configuration").Select(item => Read(item, "alert"))];
        if (digests.GroupBy(digest => digest.Name).FirstOrDefault(same => same.Count() > 1) is { } twice) throw new AgentException($"Two digests or alerts are called {twice.Key}.");
        return new AgentSettings(digests);
    }

    private static Digest Read(JsonElement item, string kind)
    {
        var name = Text(item, "name", $"a {kind}");
        var where = $"{kind} {name}";
        if (kind == "digest") Only(item, where, "name", "project", "schedule", "questions", "outputs");
        else Only(item, where, "name", "project", "schedule", "question", "above", "below", "outputs");
        var bounds = (Above: Number(item, "above", where), Below: Number(item, "below", where));
        if (kind == "alert" && bounds is { Above: null, Below: null }) throw new AgentException($"In {where}: say above or below which number it is one.");
        List<AskedQuestion> questions = kind == "digest"
            ? [.. List(item, "questions", where).Select((question, place) => Question(question, Optional(question, "title", where) ?? $"Question {place + 1}", where))]
            : [Question(item, name, where)];
        List<IOutput> outputs = [.. List(item, "outputs", where).Select(output => Output(output, where))];
        if (questions.Count == 0 || outputs.Count == 0) throw new AgentException($"In {where}: questions or outputs are missing.");
        return new Digest(name, Text(item, "project", where), ReadSchedule(item.TryGetProperty("schedule", out var schedule) ? schedule : default, where), questions, outputs) { Above = bounds.Above, Below = bounds.Below };
    }

    private static AskedQuestion Question(JsonElement item, string title, string where)
    {
        if (!item.TryGetProperty("question", out var question) || question.ValueKind != JsonValueKind.Object) throw new AgentException($"In {where}: a question is missing.");
        var named = System.Text.Json.Nodes.JsonObject.Create(question)!;
        named["site_id"] = "any";
        if (LocalQuestions.Fault(JsonSerializer.SerializeToElement(named)) is { } fault) throw new AgentException($"In {where}: {fault}");
        return new AskedQuestion(title, question);
    }

    private static Schedule ReadSchedule(JsonElement item, string where)
    {
        if (item.ValueKind != JsonValueKind.Object) throw new AgentException($"In {where}: the schedule is missing.");
        Only(item, $"the schedule of {where}", "every", "on", "at", "timezone");
        var every = Text(item, "every", where);
        var on = Optional(item, "on", where);
        DayOfWeek day = default;
        if (every is not ("hour" or "day" or "week")) throw new AgentException($"In {where}: every is hour, day or week.");
        if (every == "week" && !Enum.TryParse(on, ignoreCase: true, out day)) throw new AgentException($"In {where}: on which day of the week? Say on: monday.");
        if (!TimeOnly.TryParseExact(Optional(item, "at", where) ?? "00:00", "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)) throw new AgentException($"In {where}: at is a time such as \"08:00\", in quotation marks.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(Optional(item, "timezone", where) ?? "UTC", out var zone)) throw new AgentException($"In {where}: this machine does not know the time zone.");
        return new Schedule(every, day, at, zone);
    }

    private static IOutput Output(JsonElement item, string where)
    {
        if (item.ValueKind == JsonValueKind.String && item.GetString() == "stdout") return new StandardOutput();
        if (item.ValueKind != JsonValueKind.Object || item.EnumerateObject().Count() != 1) throw new AgentException($"In {where}: an output is stdout, or one of file, webhook and email.");
        var (kind, value) = item.EnumerateObject().Select(property => (property.Name, property.Value)).Single();
        return kind switch
        {
            "file" when value.ValueKind == JsonValueKind.String => new FileOutput(value.GetString()!),
            "webhook" => Webhook(value, where),
            "email" => Email(value, where),
            _ => throw new AgentException($"In {where}: an output is stdout, or one of file, webhook and email."),
        };
    }

    private static WebhookOutput Webhook(JsonElement item, string where)
    {
        Only(item, $"a webhook of {where}", "url", "secret_variable");
        return Uri.TryCreate(Text(item, "url", where), UriKind.Absolute, out var url) && (url.Scheme == "https" || (url.Scheme == "http" && url.IsLoopback))
            ? new WebhookOutput(url, Text(item, "secret_variable", where))
            : throw new AgentException($"In {where}: the webhook's url is an https address; http is for this machine alone.");
    }

    private static EmailOutput Email(JsonElement item, string where)
    {
        Only(item, $"an e-mail of {where}", "from", "to", "server", "user", "password_variable");
        return Uri.TryCreate(Text(item, "server", where), UriKind.Absolute, out var server) && server.Scheme is "smtp" or "smtps"
            ? new EmailOutput(server!, Text(item, "from", where), [.. List(item, "to", where).Select(to => to.ValueKind == JsonValueKind.String ? to.GetString()! : throw new AgentException($"In {where}: to is a list of addresses."))], Optional(item, "user", where), Optional(item, "password_variable", where))
            : throw new AgentException($"In {where}: the mail server is an address such as smtp://mail.example.org:587 or smtps://mail.example.org.");
    }

    private static void Only(JsonElement item, string where, params string[] known)
    {
        if (item.ValueKind != JsonValueKind.Object) throw new AgentException($"{where} is no mapping.");
        foreach (var property in item.EnumerateObject().Where(property => !known.Contains(property.Name))) throw new AgentException($"In {where}: \"{property.Name}\" is not known; there are {string.Join(", ", known)}.");
    }

    private static IEnumerable<JsonElement> List(JsonElement item, string name, string where)
    {
        if (!item.TryGetProperty(name, out var list)) return [];
        return list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : throw new AgentException($"In {where}: {name} is a list.");
    }

    private static string Text(JsonElement item, string name, string where) => Optional(item, name, where) ?? throw new AgentException($"In {where}: {name} is missing.");

    private static string? Optional(JsonElement item, string name, string where)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new AgentException($"In {where}: {name} is a text; put it in quotation marks.");
    }

    private static double? Number(JsonElement item, string name, string where)
    {
        if (!item.TryGetProperty(name, out var value)) return null;
        return value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw new AgentException($"In {where}: {name} is a number.");
    }
}
