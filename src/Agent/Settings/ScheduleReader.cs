using System.Globalization;
using System.Text.Json;
using Footfall.Notices.Schedules;

namespace Footfall.Agent.Settings;

/// <summary>Reads when something is due: by words, or by a cron expression.</summary>
internal static class ScheduleReader
{
    /// <param name="of">What has the schedule.</param>
    public static ISchedule Read(JsonElement of, string where)
    {
        if (!of.TryGetProperty("schedule", out var item) || item.ValueKind != JsonValueKind.Object) throw new AgentException($"In {where}: the schedule is missing.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(Fields.Optional(item, "timezone", where) ?? "UTC", out var zone)) throw new AgentException($"In {where}: this machine does not know the time zone.");
        return item.TryGetProperty("cron", out _) ? ByCron(item, zone, where) : ByWords(item, zone, where);
    }

    private static CronSchedule ByCron(JsonElement item, TimeZoneInfo zone, string where)
    {
        Fields.Only(item, $"the schedule of {where}", "cron", "timezone");
        return CronSchedule.Read(Fields.Text(item, "cron", where), zone)
            ?? throw new AgentException($"In {where}: cron is minute, hour, day of the month, month and day of the week, of a day that there is, such as \"0 8 * * MON\".");
    }

    private static WallSchedule ByWords(JsonElement item, TimeZoneInfo zone, string where)
    {
        Fields.Only(item, $"the schedule of {where}", "every", "on", "at", "timezone", "cron");
        var every = Fields.Text(item, "every", where);
        var on = Fields.Optional(item, "on", where);
        DayOfWeek day = default;
        if (every is not ("hour" or "day" or "week")) throw new AgentException($"In {where}: every is hour, day or week.");
        if (every == "week" && !Enum.TryParse(on, ignoreCase: true, out day)) throw new AgentException($"In {where}: on which day of the week? Say on: monday.");
        if (!TimeOnly.TryParseExact(Fields.Optional(item, "at", where) ?? "00:00", "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)) throw new AgentException($"In {where}: at is a time such as \"08:00\", in quotation marks.");
        return new WallSchedule(every, day, at, zone);
    }
}
