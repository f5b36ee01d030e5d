using System.Text.Json;
using Footfall.Events;
using Footfall.Notices.Letters;
using Footfall.Notices.Rules;
using Footfall.Notices.Sending;
using Footfall.Query;
using Footfall.Storage.Control;
using Footfall.Storage.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Footfall.Notices.Running;

/// <summary>
/// Writes the letters that are due, and sends those that wait. A letter is written in the transaction that notes that it was due: whatever happens in between, it is
/// written once. Not safe for use by several threads at once, tests of single notices excepted.
/// </summary>
internal sealed class NoticeWork(
    ControlDatabase database, ProjectDirectory projects, LocalQuestions questions, AlertWatch watch, Post post, NoticeOptions options, TimeProvider time, ILogger<NoticeWork> log)
{
    private const int AtOnce = 100;
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    public async Task RunAsync(CancellationToken cancellation)
    {
        await using (var control = database.Connect())
        {
            foreach (var notice in await control.Notices.Where(n => n.Enabled).ToListAsync(cancellation)) await WriteDueAsync(control, notice, cancellation);
        }

        await SendWaitingAsync(cancellation);
    }

    /// <summary>Writes the notice as if it were due, whether its reason holds or not, and sends it once to all that it goes to.</summary>
    public async Task<IReadOnlyList<NoticeLetterRow>> TestAsync(Guid id, CancellationToken cancellation)
    {
        await using var control = database.Connect();
        if (await control.Notices.SingleOrDefaultAsync(n => n.Id == id, cancellation) is not { } row || Read(row) is not { } found) return [];
        var now = time.GetUtcNow();
        var letter = found.Notice.Schedule is { } schedule
            ? await ReportMaker.MakeAsync(new Asked(questions, found.Project, cancellation), found.Project, projects.GoalsOf(found.Project.Number), row.Name, schedule, schedule.LastDue(now), options.PublicUrl)
            : AlertOf(row, found.Project, await watch.LookAsync(new Asked(questions, found.Project, cancellation), found.Project, found.Notice.Rule!, cancellation));
        List<NoticeLetterRow> letters = [.. found.Notice.Outputs.Names(row.Unsubscribed).Select(output => LetterTo(row, output, letter with { Subject = $"Test: {letter.Subject}" }, now.UtcDateTime, isTest: true))];
        foreach (var one in letters) await HandAsync(row, one, givesUp: true, cancellation);
        control.NoticeLetters.AddRange(letters);
        await control.SaveChangesAsync(cancellation);
        return letters;
    }

    private async Task WriteDueAsync(ControlDbContext control, NoticeRow row, CancellationToken cancellation)
    {
        try
        {
            if (Read(row) is not var (notice, project)) return;
            if (notice.Schedule is { } schedule) await WriteReportAsync(control, row, notice, schedule.LastDue(time.GetUtcNow()), project, cancellation);
            else await WriteAlertAsync(control, row, notice, project, cancellation);
        }
        catch (Exception error) when (error is NoticeException or QueryTimeoutException or EventStoreUnavailableException)
        {
            // It stays due, and is looked at again by the next run.
            Log.NoAnswer(log, row.Id, error.Message);
        }
    }

    private async Task WriteReportAsync(ControlDbContext control, NoticeRow row, Notice notice, DateTimeOffset due, Project project, CancellationToken cancellation)
    {
        if (due.UtcDateTime <= row.DoneUntil) return;
        var letter = await ReportMaker.MakeAsync(new Asked(questions, project, cancellation), project, projects.GoalsOf(project.Number), row.Name, notice.Schedule!, due, options.PublicUrl);
        row.DoneUntil = due.UtcDateTime;
        await KeepAsync(control, row, notice, letter, due.UtcDateTime, cancellation);
    }

    private async Task WriteAlertAsync(ControlDbContext control, NoticeRow row, Notice notice, Project project, CancellationToken cancellation)
    {
        var alarm = await watch.LookAsync(new Asked(questions, project, cancellation), project, notice.Rule!, cancellation);
        if (alarm.IsOn == row.AlarmedAt is not null) return;
        var now = time.GetUtcNow().UtcDateTime;
        row.AlarmedAt = alarm.IsOn ? now : null;
        if (alarm.IsOn) await KeepAsync(control, row, notice, AlertOf(row, project, alarm), now, cancellation);
        else await control.SaveChangesAsync(cancellation);
    }

    private static Task KeepAsync(ControlDbContext control, NoticeRow row, Notice notice, Letter letter, DateTime due, CancellationToken cancellation)
    {
        control.NoticeLetters.AddRange(notice.Outputs.Names(row.Unsubscribed).Select(output => LetterTo(row, output, letter, due, isTest: false)));
        return control.SaveChangesAsync(cancellation);
    }

    private async Task SendWaitingAsync(CancellationToken cancellation)
    {
        await using var control = database.Connect();
        var now = time.GetUtcNow().UtcDateTime;
        var old = now - KeptFor;
        await control.NoticeLetters.Where(l => l.State != "waiting" && l.Due < old).ExecuteDeleteAsync(cancellation);
        var letters = await control.NoticeLetters.Where(l => l.State == "waiting" && l.NextAt <= now).OrderBy(l => l.NextAt).Take(AtOnce).ToListAsync(cancellation);
        foreach (var letter in letters)
        {
            var notice = await control.Notices.SingleAsync(n => n.Id == letter.NoticeId, cancellation);
            await HandAsync(notice, letter, givesUp: false, cancellation);
            // After each, so that a stop in between forgets none that was sent.
            await control.SaveChangesAsync(CancellationToken.None);
        }
    }

    private async Task HandAsync(NoticeRow notice, NoticeLetterRow letter, bool givesUp, CancellationToken cancellation)
    {
        try
        {
            await post.SendAsync(notice, letter, cancellation);
            Finish(letter, "sent");
            letter.Error = null;
        }
        catch (NoticeException refusal)
        {
            letter.Error = refusal.Message.Length <= 500 ? refusal.Message : refusal.Message[..500];
            letter.Attempts++;
            if (!givesUp && Backoff.Next(letter.Attempts, time.GetUtcNow().UtcDateTime) is { } next) letter.NextAt = next;
            else Finish(letter, "failed");
            Log.NotSent(log, notice.Id, letter.Attempts);
        }
    }

    private void Finish(NoticeLetterRow letter, string state) =>
        (letter.State, letter.DoneAt, letter.Html, letter.Text, letter.Payload) = (state, time.GetUtcNow().UtcDateTime, "", "", "");

    private Letter AlertOf(NoticeRow row, Project project, Alarm alarm) => AlertLetter.Of(
        row.Name, project.Name, alarm.Sentence, alarm.Remedy, alarm.Value, time.GetUtcNow(), options.PublicUrl is null ? null : new Uri(options.PublicUrl, $"projects/{project.Id}"));

    private (Notice Notice, Project Project)? Read(NoticeRow row)
    {
        if (projects.ById(row.ProjectId) is not { Mode: not TrustMode.Sealed } project) return null;
        using var body = JsonDocument.Parse(row.Body);
        return NoticeReader.Read(row.Kind, body.RootElement, TimeZoneInfo.TryFindSystemTimeZoneById(project.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc).Notice is { } notice ? (notice, project) : null;
    }

    private static NoticeLetterRow LetterTo(NoticeRow row, string output, Letter letter, DateTime due, bool isTest) => new()
    {
        Id = Guid.NewGuid(),
        NoticeId = row.Id,
        Due = due,
        Output = output,
        Subject = letter.Subject,
        Html = letter.Html,
        Text = letter.Text,
        Payload = letter.Payload,
        IsTest = isTest,
        State = "waiting",
        NextAt = due,
    };
}
