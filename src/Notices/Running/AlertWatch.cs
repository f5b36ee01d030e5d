using System.Globalization;
using System.Text.Json.Nodes;
using Footfall.Events;
using Footfall.Notices.Rules;
using Footfall.Storage.Events;

namespace Footfall.Notices.Running;

/// <summary>Looks whether the reason of an alert holds.</summary>
internal sealed class AlertWatch(Ledger ledger, Func<double> journalShare, TimeProvider time)
{
    /// <exception cref="NoticeException">There is no answer.</exception>
    public Task<Alarm> LookAsync(Asked asked, Project project, AlertRule rule, CancellationToken cancellation) => rule switch
    {
        AlertRule.Numbers numbers => NumbersAsync(asked, numbers),
        AlertRule.Silence silence => SilenceAsync(asked, silence),
        AlertRule.Journal journal => Task.FromResult(Journal(journal)),
        AlertRule.Dropped dropped => DroppedAsync(project, dropped, cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Say how the new rule is looked at."),
    };

    private async Task<Alarm> NumbersAsync(Asked asked, AlertRule.Numbers rule)
    {
        var question = new JsonObject
        {
            ["metrics"] = Asked.Texts(rule.Metric),
            ["date_range"] = LastHours(rule.Hours),
            // The same hours a week before: a night is measured against a night, a Sunday against a Sunday.
            ["include"] = new JsonObject { ["comparisons"] = new JsonObject { ["mode"] = "previous_period", ["match_day_of_week"] = true } },
        };
        if (rule.Goal is { } goal) question["filters"] = new JsonArray(new JsonArray("is", "event:goal", new JsonArray(goal)));
        var finding = Finding.Of(await asked.AskAsync(question));
        var what = rule.Goal is null ? rule.Metric.Replace('_', ' ') : $"{rule.Metric.Replace('_', ' ')} of the goal {rule.Goal}";
        var sentence = string.Create(CultureInfo.InvariantCulture, $"{Sentence(what)} in the last {Hours(rule.Hours)}: {finding.Value:0.##}, {finding.Before ?? 0:0.##} in the same time a week before.");
        return new Alarm(rule.Bounds.Alarms(finding.Value, finding.Before), sentence, null, finding.Value);
    }

    private async Task<Alarm> SilenceAsync(Asked asked, AlertRule.Silence rule)
    {
        var now = await EventsAsync(asked, LastHours(rule.Hours));
        var week = now > 0 ? now : await EventsAsync(asked, LastHours(rule.Hours + 24 * 7));
        var sentence = now > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{now:0} events came in the last {Hours(rule.Hours)}.")
            : $"No event came in the last {Hours(rule.Hours)}{(week > 0 ? "" : ", nor in the week before")}.";
        return new Alarm(now == 0 && week > 0, sentence, "See whether the tracker is still on the pages and whether the server is reached: Data health in the dashboard shows what was received.", now);
    }

    private Alarm Journal(AlertRule.Journal rule)
    {
        var percent = Math.Round(journalShare() * 100, 1);
        return new Alarm(
            percent > rule.Percent, string.Create(CultureInfo.InvariantCulture, $"The journal is filled by {percent:0.#} %."),
            "Events wait there while the event store is away or the disk is slow. Beyond FOOTFALL_JOURNAL_LIMIT_MB collection answers 503; see the server's log and /health.", percent);
    }

    private async Task<Alarm> DroppedAsync(Project project, AlertRule.Dropped rule, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var hours = await ledger.ReadAsync(project.Number, now.AddHours(-rule.Hours), now.AddHours(1), cancellation);
        var (received, dropped) = (hours.Sum(hour => hour.Received), hours.Sum(hour => hour.Dropped.Values.Sum()));
        var percent = received == 0 ? 0 : Math.Round(dropped * 100d / received, 1);
        return new Alarm(
            percent > rule.Percent, string.Create(CultureInfo.InvariantCulture, $"{dropped} of {received} events that were received in the last {Hours(rule.Hours)} were dropped ({percent:0.#} %)."),
            "Data health in the dashboard tells the reasons.", percent);
    }

    private static async Task<double> EventsAsync(Asked asked, JsonArray range)
    {
        var answer = await asked.AskAsync(new JsonObject { ["metrics"] = Asked.Texts("events"), ["date_range"] = range });
        return Finding.Of(answer).Value;
    }

    private JsonArray LastHours(int hours)
    {
        var now = time.GetUtcNow();
        return Asked.Texts(Instant(now.AddHours(-hours)), Instant(now));
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Hours(int hours) => hours == 1 ? "hour" : $"{hours} hours";

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
