using System.Text.Json;
using Footfall.Agent.Outputs;
using Footfall.Notices.Sending;

namespace Footfall.Agent.Settings;

/// <summary>Reads where digests and alerts go.</summary>
internal static class OutputReader
{
    public static IOutput Read(JsonElement item, string where)
    {
        if (item.ValueKind == JsonValueKind.String && item.GetString() == "stdout") return new StandardOutput();
        if (item.ValueKind != JsonValueKind.Object || item.EnumerateObject().Count() != 1) throw new AgentException($"In {where}: an output is stdout, or one of file, webhook and email.");
        var (kind, value) = item.EnumerateObject().Select(property => (property.Name, property.Value)).Single();
        return kind switch
        {
            "file" when value.ValueKind == JsonValueKind.String => new FileOutput(value.GetString()!),
            "webhook" => WebhookOf(value, where),
            "email" => Email(value, where),
            _ => throw new AgentException($"In {where}: an output is stdout, or one of file, webhook and email."),
        };
    }

    private static WebhookOutput WebhookOf(JsonElement item, string where)
    {
        Fields.Only(item, $"a webhook of {where}", "url", "secret_variable");
        return Uri.TryCreate(Fields.Text(item, "url", where), UriKind.Absolute, out var url) && Webhook.IsAddress(url)
            ? new WebhookOutput(url, Fields.Text(item, "secret_variable", where))
            : throw new AgentException($"In {where}: the webhook's url is an https address; http is for this machine alone.");
    }

    private static EmailOutput Email(JsonElement item, string where)
    {
        Fields.Only(item, $"an e-mail of {where}", "from", "to", "server", "user", "password_variable");
        return Uri.TryCreate(Fields.Text(item, "server", where), UriKind.Absolute, out var server) && server.Scheme is "smtp" or "smtps"
            ? new EmailOutput(server!, Fields.Text(item, "from", where), [.. Fields.List(item, "to", where).Select(to => to.ValueKind == JsonValueKind.String ? to.GetString()! : throw new AgentException($"In {where}: to is a list of addresses."))], Fields.Optional(item, "user", where), Fields.Optional(item, "password_variable", where))
            : throw new AgentException($"In {where}: the mail server is an address such as smtp://mail.example.org:587 or smtps://mail.example.org.");
    }
}
