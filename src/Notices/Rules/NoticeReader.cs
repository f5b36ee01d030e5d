using System.Globalization;
using System.Text.Json;
using Footfall.Notices.Schedules;
using Footfall.Notices.Sending;
using Footfall.Storage.Control;
using MimeKit;

namespace Footfall.Notices.Rules;

/// <summary>Reads what a notice is; of many faults the first is told.</summary>
internal sealed class NoticeReader
{
    public const int MostRecipients = 50;
    private const int MostHours = 24 * 7;
    private const string Remedy = "See docs/notices.md.";
    private static readonly string[] Metrics = ["visitors", "visits", "pageviews", "events", "bounce_rate"];

    private DefinitionFault? fault;

    /// <summary>Either the notice, or what is wrong with it.</summary>
    /// <param name="kind"><c>report</c> or <c>alert</c>.</param>
    public static (Notice? Notice, DefinitionFault? Fault) Read(string kind, JsonElement body, TimeZoneInfo zone)
    {
        var reader = new NoticeReader();
        var notice = reader.ReadNotice(kind, body, zone);
        return reader.fault is { } found ? (null, found) : (notice, null);
    }

    private Notice? ReadNotice(string kind, JsonElement body, TimeZoneInfo zone)
    {
        if (!Only(body, "", kind == "report" ? ["every", "on", "at", "outputs"] : ["rule", "outputs"])) return null;
        var outputs = Outputs(body);
        if (kind == "report") return new Notice(outputs, Schedule(body, zone), null);
        return body.TryGetProperty("rule", out var rule) ? new Notice(outputs, null, Rule(rule)) : Fail<Notice>("rule", "An alert has a rule.");
    }

    private WallSchedule? Schedule(JsonElement body, TimeZoneInfo zone)
    {
        var every = Text(body, "every");
        if (every is not ("week" or "month")) return Fail<WallSchedule>("every", "A report comes each week or each month.");
        DayOfWeek day = DayOfWeek.Monday;
        if (Text(body, "on") is { } on && (every != "week" || int.TryParse(on, out _) || !Enum.TryParse(on, ignoreCase: true, out day))) return Fail<WallSchedule>("on", "Expected a day of the week such as monday, and none of a month.");
        return TimeOnly.TryParseExact(Text(body, "at") ?? "08:00", "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? new WallSchedule(every, day, at, zone) : Fail<WallSchedule>("at", "Expected a time such as 08:00.");
    }

    private AlertRule? Rule(JsonElement rule)
    {
        var kind = rule.ValueKind == JsonValueKind.Object ? Text(rule, "kind") : null;
        return kind switch
        {
            "numbers" => Numbers(rule),
            "silence" when Only(rule, "rule/", ["kind", "hours"]) => Hours(rule) is { } hours ? new AlertRule.Silence(hours) : null,
            "journal" when Only(rule, "rule/", ["kind", "percent"]) => Percent(rule, "percent", 100) is { } percent ? new AlertRule.Journal(percent) : Fail<AlertRule>("rule/percent", "Expected a number above 0 and of at most 100."),
            "dropped" when Only(rule, "rule/", ["kind", "hours", "percent"]) => Hours(rule) is { } hours && Percent(rule, "percent", 100) is { } percent
                ? new AlertRule.Dropped(hours, percent) : Fail<AlertRule>("rule/percent", "Expected a number above 0 and of at most 100."),
            "silence" or "journal" or "dropped" => null,
            _ => Fail<AlertRule>("rule/kind", "Expected numbers, silence, journal or dropped."),
        };
    }

    private AlertRule.Numbers? Numbers(JsonElement rule)
    {
        if (!Only(rule, "rule/", ["kind", "metric", "hours", "goal", "above", "below", "rises_by", "falls_by", "least"])) return null;
        if (Text(rule, "metric") is not { } metric || !Metrics.Contains(metric)) return Fail<AlertRule.Numbers>("rule/metric", $"Expected one of {string.Join(", ", Metrics)}.");
        if (Hours(rule) is not { } hours) return null;
        if (rule.TryGetProperty("goal", out var goal) && goal.ValueKind is not (JsonValueKind.Null or JsonValueKind.String)) return Fail<AlertRule.Numbers>("rule/goal", "Expected a goal's name.");
        var bounds = new Bounds { Above = Number(rule, "above"), Below = Number(rule, "below"), RisesBy = Number(rule, "rises_by"), FallsBy = Number(rule, "falls_by"), Least = Number(rule, "least") ?? 0 };
        return bounds.IsAny ? new AlertRule.Numbers(metric, hours, Text(rule, "goal"), bounds) : Fail<AlertRule.Numbers>("rule/above", "Say above or below which number, or by how many per cent it rises or falls.");
    }

    private NoticeOutputs Outputs(JsonElement body)
    {
        if (!body.TryGetProperty("outputs", out var outputs) || !Only(outputs, "outputs/", ["email", "webhook", "slack"])) return Fail<NoticeOutputs>("outputs", "A notice goes to email, webhook or slack.")!;
        var emails = new List<string>();
        if (outputs.TryGetProperty("email", out var list) && list.ValueKind != JsonValueKind.Null)
        {
            if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MostRecipients) return Fail<NoticeOutputs>("outputs/email", $"Expected a list of at most {MostRecipients} addresses.")!;
            foreach (var item in list.EnumerateArray())
            {
                if (!IsMailAddress(item)) return Fail<NoticeOutputs>($"outputs/email/{emails.Count}", "Expected an e-mail address such as you@example.org.")!;
                emails.Add(item.GetString()!.Trim());
            }
        }

        var read = new NoticeOutputs([.. emails.Distinct(StringComparer.OrdinalIgnoreCase)], Address(outputs, "webhook"), Address(outputs, "slack"));
        return read.Names([]).Any() ? read : Fail<NoticeOutputs>("outputs", "A notice goes to at least one address.")!;
    }

    private Uri? Address(JsonElement outputs, string name)
    {
        if (Text(outputs, name) is not { Length: > 0 } text) return null;
        return text.Length <= 2000 && Uri.TryCreate(text, UriKind.Absolute, out var address) && Webhook.IsAddress(address) ? address : Fail<Uri>($"outputs/{name}", "Expected an https address; http is for this machine alone.");
    }

    private static bool IsMailAddress(JsonElement item) =>
        item.ValueKind == JsonValueKind.String && item.GetString() is { Length: > 2 and <= 254 } text && !text.Any(char.IsControl) && MailboxAddress.TryParse(text.Trim(), out var address)
        && address.Address == text.Trim() && address.Address.IndexOf('@', StringComparison.Ordinal) > 0;

    private int? Hours(JsonElement rule)
    {
        if (rule.TryGetProperty("hours", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var hours) && hours is >= 1 and <= MostHours) return hours;
        fault ??= Bad("rule/hours", $"Expected a whole number from 1 to {MostHours}.");
        return null;
    }

    private double? Number(JsonElement rule, string name)
    {
        if (!rule.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number is >= 0 and <= 1e12) return number;
        fault ??= Bad($"rule/{name}", "Expected a number of 0 or more.");
        return null;
    }

    private static double? Percent(JsonElement rule, string name, double most) =>
        rule.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && number > 0 && number <= most ? number : null;

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private bool Only(JsonElement of, string where, string[] known)
    {
        if (of.ValueKind != JsonValueKind.Object)
        {
            fault ??= Bad(where.TrimEnd('/'), "Expected an object.");
            return false;
        }

        foreach (var member in of.EnumerateObject().Where(member => !known.Contains(member.Name)))
        {
            fault ??= Bad(where + member.Name, $"Here only {string.Join(", ", known)} is known.");
            return false;
        }

        return true;
    }

    private T? Fail<T>(string path, string message)
        where T : class
    {
        fault ??= Bad(path, message);
        return null;
    }

    private static DefinitionFault Bad(string path, string message) => new(path.Length == 0 ? "body" : $"body/{path}", message, Remedy);
}
