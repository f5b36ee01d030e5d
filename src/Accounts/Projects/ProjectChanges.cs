using System.Text.Json;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;

namespace Footfall.Accounts.Projects;

/// <summary>Applies a merge patch (RFC 7396) to a project: what is absent stays, null clears. The mode never changes.</summary>
internal static class ProjectChanges
{
    /// <summary>Null where every change was good, else the answer that names the first bad field.</summary>
    public static IResult? Apply(ProjectRow row, JsonElement changes)
    {
        if (changes.ValueKind != JsonValueKind.Object) return Problems.Invalid("body", "The body is not a JSON object.", "Send an object with the fields to change.");
        try
        {
            foreach (var change in changes.EnumerateObject())
            {
                if (ApplyOne(row, change.Name, change.Value) is { } refusal) return refusal;
            }

            return null;
        }
        catch (InvalidOperationException)
        {
            // JSON is read lazily here: bytes that are no UTF-8, and escaped halves of surrogate pairs, show only when a text is asked for.
            return Problems.Invalid("body", "A name or a text of the body is no valid Unicode.", "Send JSON in UTF-8, without lone surrogates.");
        }
    }

    private static IResult? ApplyOne(ProjectRow row, string field, JsonElement value) => field switch
    {
        "name" => Set(field, ProjectFields.CheckName(Text(value)), () => row.Name = Text(value)!.Trim()),
        "timezone" => Set(field, ProjectFields.CheckTimeZone(Text(value)), () => row.TimeZone = Text(value)!),
        "app_name" => Set(field, IsTextOrNull(value) ? ProjectFields.CheckAppName(Text(value)) : "Give text or null.", () => row.AppName = Text(value)),
        "retention_days" => Set(field, IsNumberOrNull(value) ? ProjectFields.CheckRetention(Number(value)) : "Give a whole number or null.", () => row.RetentionDays = Number(value)),
        "rate_limit_per_minute" => Set(field, IsNumberOrNull(value) ? ProjectFields.CheckRateLimit(Number(value)) : "Give a whole number or null.", () => row.RateLimitPerMinute = Number(value)),
        "opt_out" => Set(field, ProjectFields.ParseOptOut(Text(value)) is null ? "Choose drop, keep_without_visitor or ignore." : null, () => row.OptOut = ProjectFields.ParseOptOut(Text(value))!.Value),
        "allowed_hosts" => Hosts(value, mayBeBelow: true) is { } hosts ? Set(field, null, () => row.AllowedHosts = hosts) : BadHosts(field),
        "domains" => Hosts(value) is { } domains ? Set(field, null, () => SetDomains(row, domains)) : BadHosts(field),
        "redacted_parameters" => Texts(value) is { Count: <= 100 } names ? Set(field, null, () => row.RedactedParameters = names) : Problems.Invalid(field, "This is no list of parameter names.", "Give at most 100 names."),
        "bot_exceptions" => SetBotExceptions(row, field, value),
        "mode" => Problems.Settled(field, "A project's mode never changes.", "Make a new project in the other mode."),
        _ => Problems.Invalid(field, "There is no such field, or it cannot be changed.", "Leave it out."),
    };

    private static IResult? Set(string field, string? remedy, Action apply)
    {
        if (remedy is not null) return Problems.Invalid(field, "The value cannot be used.", remedy);
        apply();
        return null;
    }

    private static IResult? SetBotExceptions(ProjectRow row, string field, JsonElement value)
    {
        if (Texts(value) is not { } texts || texts.Count > BotExceptions.Most)
            return Problems.Invalid(field, "This is no list of exceptions.", $"Give at most {BotExceptions.Most} texts such as \"signal:datacenter\" or \"network:203.0.113.0/24\".");
        foreach (var text in texts)
        {
            if (BotExceptions.Fault(text) is { } remedy) return Problems.Invalid(field, $"\"{text}\" cannot be used.", remedy);
            if (row.Mode == TrustMode.Sealed && !text.StartsWith("signal:", StringComparison.Ordinal) && !text.StartsWith("network:", StringComparison.Ordinal))
                return Problems.Invalid(field, "The server does not read the browsers and hostnames of a sealed project.", "Give signals and networks only.");
        }

        row.BotExceptions = texts;
        return null;
    }

    private static void SetDomains(ProjectRow row, List<string> domains)
    {
        row.Domains.RemoveAll(d => !domains.Contains(d.Domain));
        for (var position = 0; position < domains.Count; position++)
        {
            var name = domains[position];
            if (row.Domains.Find(d => d.Domain == name) is { } present) present.Position = position;
            else row.Domains.Add(new DomainRow { Domain = name, ProjectId = row.Id, Position = position });
        }
    }

    private static IResult BadHosts(string field) => Problems.Invalid(field, "This is no list of host names.", "Give at most 100 host names such as example.org.");

    private static List<string>? Hosts(JsonElement value, bool mayBeBelow = false) => Texts(value) is { } texts ? ProjectFields.NormalizeHosts(texts, mayBeBelow) : null;

    private static List<string>? Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String && item.GetString()!.Length is > 0 and <= 253)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)] : null;

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsTextOrNull(JsonElement value) => value.ValueKind is JsonValueKind.String or JsonValueKind.Null;

    private static bool IsNumberOrNull(JsonElement value) => value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _));

    private static int? Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;
}
