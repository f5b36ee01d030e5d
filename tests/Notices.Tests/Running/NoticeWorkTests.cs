using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Footfall.Notices.Tests.Running;

public sealed class NoticeWorkTests
{
    private const string Weekly = """{"every":"week","on":"monday","at":"08:00","outputs":{"email":["a@example.org","b@example.org"]}}""";

    [Fact]
    public async Task AReportComesOnceWhenItIsDueAlsoAcrossRestarts()
    {
        using var world = new NoticeWorld("2026-11-20T12:00:00Z");
        foreach (var (time, visitor) in new[] { ("2026-11-10T10:00:00Z", 1UL), ("2026-11-17T10:00:00Z", 1UL), ("2026-11-18T10:00:00Z", 2UL), ("2026-11-23T07:00:00Z", 3UL) }) world.Happen(time, visitor, $"/{visitor}");
        await world.ConfigureAsync("report", Weekly);

        await world.RunAsync();
        world.Clock.AdvanceTo(NoticeWorld.At("2026-11-23T07:59:59Z"));
        await world.RunAsync();
        Assert.Empty(world.Mail.Taken());

        world.Clock.AdvanceTo(NoticeWorld.At("2026-11-23T08:00:00Z"));
        await world.RunAsync();
        var taken = world.Mail.Taken();
        Assert.Equal(["a@example.org", "b@example.org"], taken.Select(message => message.To).Order());
        // Two visitors in the week before Monday, one in the week before that; who came on Monday morning is in the next one.
        Assert.All(taken, message => Assert.Matches("Visitors +2 +\\+100 %", Decoded(message.Text)));
        Assert.All(taken, message => Assert.Contains("Subject: Shop: 16 November to 22 November 2026", message.Text, StringComparison.Ordinal));
        Assert.All(taken, message => Assert.Contains("Content-Type: text/html", message.Text, StringComparison.Ordinal));

        await world.RunAsync();
        world.Clock.Advance(TimeSpan.FromDays(3));
        await world.RunAsync();
        Assert.Empty(world.Mail.Taken());
        Assert.Equal(["11-23 08:00 email:a@example.org sent 0", "11-23 08:00 email:b@example.org sent 0"], world.Letters());

        world.Clock.Advance(TimeSpan.FromDays(21));
        await world.RunAsync();
        // Of the three that came due meanwhile the last one is sent.
        Assert.Equal(2, world.Mail.Taken().Count);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29T00:30:00Z", "02:30", "2026-03-29T01:00:00Z")] // Clocks skip from 2 to 3: it is due at 3.
    [InlineData("Europe/Berlin", "2026-10-24T23:30:00Z", "02:30", "2026-10-25T00:30:00Z")] // And they repeat 2 to 3: it is due the first time.
    [InlineData("America/New_York", "2026-11-01T12:00:00Z", "08:00", "2026-11-01T13:00:00Z")]
    public async Task DueIsByTheClockOnTheProjectsWall(string zone, string before, string at, string due)
    {
        using var world = new NoticeWorld(before, zone);
        await world.ConfigureAsync("report", $$$"""{"every":"week","on":"sunday","at":"{{{at}}}","outputs":{"email":["a@example.org"]}}""");
        world.Clock.AdvanceTo(NoticeWorld.At(due).AddSeconds(-1));
        await world.RunAsync();
        Assert.Empty(world.Mail.Taken());
        world.Clock.AdvanceTo(NoticeWorld.At(due));
        await world.RunAsync();
        Assert.Single(world.Mail.Taken());
        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.RunAsync();
        Assert.Empty(world.Mail.Taken());
    }

    [Fact]
    public async Task AMonthlyReportIsAboutTheMonthBefore()
    {
        using var world = new NoticeWorld("2026-11-20T12:00:00Z");
        world.Happen("2026-11-01T00:00:00Z", 1);
        world.Happen("2026-11-30T23:59:59Z", 2);
        world.Happen("2026-12-01T00:00:00Z", 3);
        await world.ConfigureAsync("report", """{"every":"month","outputs":{"webhook":"https://hooks.example.org/x"}}""");
        world.Clock.AdvanceTo(NoticeWorld.At("2026-12-01T08:00:00Z"));
        await world.RunAsync();
        var payload = JsonDocument.Parse(Assert.Single(world.Hooks.Taken).Body).RootElement;
        Assert.Equal((2, "2026-11-01", "2026-11-30"), (payload.GetProperty("totals").GetProperty("visitors").GetInt32(), payload.GetProperty("date_range")[0].GetString(), payload.GetProperty("date_range")[1].GetString()));
    }

    [Fact]
    public async Task WhatIsNotTakenIsTriedAgainAndNobodyElseGetsItTwice()
    {
        using var world = new NoticeWorld("2026-11-20T12:00:00Z");
        await world.ConfigureAsync("report", """{"every":"week","outputs":{"email":["a@example.org"],"webhook":"https://hooks.example.org/x","slack":"https://slack.example.org/y"}}""");
        world.Mail.Refuses = true;
        world.Clock.AdvanceTo(NoticeWorld.At("2026-11-23T08:00:00Z"));
        await world.RunAsync();
        Assert.Equal(["11-23 08:00 email:a@example.org waiting 1", "11-23 08:00 slack sent 0", "11-23 08:00 webhook sent 0"], world.Letters());
        Assert.Equal("The e-mail was not sent: later", world.Error());
        await world.RunAsync();
        Assert.Equal("11-23 08:00 email:a@example.org waiting 1", world.Letters()[0]);

        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.RunAsync();
        Assert.Equal("11-23 08:00 email:a@example.org waiting 2", world.Letters()[0]);
        world.Mail.Refuses = false;
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        await world.RunAsync();
        Assert.Single(world.Mail.Taken());
        Assert.Equal((2, "11-23 08:00 email:a@example.org sent 2"), (world.Hooks.Taken.Count, world.Letters()[0]));
    }

    [Fact]
    public async Task WhatIsNeverTakenIsGivenUpAndSaysWhy()
    {
        using var world = new NoticeWorld("2026-11-20T12:00:00Z");
        await world.ConfigureAsync("report", """{"every":"week","outputs":{"webhook":"https://hooks.example.org/x"}}""");
        world.Hooks.Answer = HttpStatusCode.Redirect;
        world.Clock.AdvanceTo(NoticeWorld.At("2026-11-23T08:00:00Z"));
        for (var i = 0; i < 8; i++)
        {
            await world.RunAsync();
            world.Clock.Advance(TimeSpan.FromHours(25));
        }

        Assert.Equal("11-23 08:00 webhook failed 8", world.Letters()[0]);
        Assert.Equal("The webhook answered 302.", world.Error());
    }

    [Fact]
    public async Task AWebhookIsSignedAndSlackGetsASentence()
    {
        using var world = new NoticeWorld("2026-11-20T12:00:00Z");
        await world.ConfigureAsync("report", """{"every":"week","outputs":{"webhook":"https://hooks.example.org/x","slack":"https://slack.example.org/y"}}""");
        world.Clock.AdvanceTo(NoticeWorld.At("2026-11-23T08:00:00Z"));
        await world.RunAsync();
        var hook = world.Hooks.Taken.Single(taken => taken.To.Host == "hooks.example.org");
        var time = world.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        Assert.Equal($"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData("sesame"u8.ToArray(), Encoding.UTF8.GetBytes($"{time}.{hook.Body}")))}", hook.Signature);
        var slack = world.Hooks.Taken.Single(taken => taken.To.Host == "slack.example.org");
        Assert.Null(slack.Signature);
        Assert.Equal(["text"], JsonDocument.Parse(slack.Body).RootElement.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task EachRecipientHasALinkThatEndsItForThem()
    {
        using var world = new NoticeWorld("2026-11-20T12:00:00Z");
        var notice = await world.ConfigureAsync("report", Weekly);
        world.Clock.AdvanceTo(NoticeWorld.At("2026-11-23T08:00:00Z"));
        await world.RunAsync();
        foreach (var (to, text) in world.Mail.Taken())
        {
            var query = $"notice={notice}&address={Uri.EscapeDataString(to)}&proof=proof-of-{to}";
            Assert.Equal($"<{NoticeWorld.PublicUrl}api/v1/unsubscribe?{query}>", Parsed(text).Headers["List-Unsubscribe"]);
            Assert.Equal("List-Unsubscribe=One-Click", Parsed(text).Headers["List-Unsubscribe-Post"]);
            Assert.Contains($"{NoticeWorld.PublicUrl}unsubscribe?{query}", Decoded(text), StringComparison.Ordinal);
        }

        await world.ChangeAsync(notice, row => row.Unsubscribed = ["A@example.org"]);
        world.Clock.Advance(TimeSpan.FromDays(7));
        await world.RunAsync();
        Assert.Equal(["b@example.org"], world.Mail.Taken().Select(message => message.To));
    }

    [Fact]
    public async Task AnAlertAlarmsOnceUntilItsReasonHasGone()
    {
        using var world = new NoticeWorld("2026-11-20T12:00:00Z");
        await world.ConfigureAsync("alert", """{"rule":{"kind":"numbers","metric":"visitors","hours":1,"above":1},"outputs":{"slack":"https://slack.example.org/y"}}""");
        await world.RunAsync();
        Assert.Empty(world.Hooks.Taken);

        world.Happen("2026-11-20T11:30:00Z", 1);
        world.Happen("2026-11-20T11:40:00Z", 2);
        await world.RunAsync();
        Assert.Contains("Visitors in the last hour: 2, 0 in the same time a week before.", Assert.Single(world.Hooks.Taken).Body, StringComparison.Ordinal);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.RunAsync();
        Assert.Single(world.Hooks.Taken);

        world.Clock.Advance(TimeSpan.FromHours(2));
        await world.RunAsync();
        world.Happen("2026-11-20T14:00:00Z", 1);
        world.Happen("2026-11-20T14:00:00Z", 2);
        await world.RunAsync();
        Assert.Equal(2, world.Hooks.Taken.Count);
    }

    [Fact]
    public async Task ADropIsMeasuredAgainstTheSameHoursAWeekBefore()
    {
        using var world = new NoticeWorld("2026-11-20T12:00:00Z");
        for (var visitor = 1UL; visitor <= 10; visitor++) world.Happen("2026-11-13T11:30:00Z", visitor);
        for (var visitor = 1UL; visitor <= 5; visitor++) world.Happen("2026-11-20T11:30:00Z", visitor);
        await world.ConfigureAsync("alert", """{"rule":{"kind":"numbers","metric":"visitors","hours":1,"falls_by":49},"outputs":{"slack":"https://slack.example.org/y"}}""");
        await world.ConfigureAsync("alert", """{"rule":{"kind":"numbers","metric":"visitors","hours":1,"falls_by":51},"outputs":{"slack":"https://slack.example.org/z"}}""");
        await world.RunAsync();
        Assert.Equal("/y", Assert.Single(world.Hooks.Taken).To.AbsolutePath);
    }

    [Fact]
    public async Task SilenceAlarmsWhereThereWasSomethingBefore()
    {
        using var world = new NoticeWorld("2026-11-20T12:00:00Z");
        await world.ConfigureAsync("alert", """{"rule":{"kind":"silence","hours":6},"outputs":{"slack":"https://slack.example.org/y"}}""");
        await world.RunAsync();
        Assert.Empty(world.Hooks.Taken);
        world.Happen("2026-11-20T11:00:00Z", 1);
        await world.RunAsync();
        Assert.Empty(world.Hooks.Taken);
        world.Clock.Advance(TimeSpan.FromHours(6));
        await world.RunAsync();
        Assert.Contains("No event came in the last 6 hours.", Assert.Single(world.Hooks.Taken).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFillingJournalAlarms()
    {
        using var world = new NoticeWorld("2026-11-20T12:00:00Z");
        await world.ConfigureAsync("alert", """{"rule":{"kind":"journal","percent":50},"outputs":{"slack":"https://slack.example.org/y"}}""");
        world.JournalShare = 0.5;
        await world.RunAsync();
        Assert.Empty(world.Hooks.Taken);
        world.JournalShare = 0.512;
        await world.RunAsync();
        Assert.Contains("The journal is filled by 51.2 %.", Assert.Single(world.Hooks.Taken).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATestIsSentAtOnceWhateverTheClockSaysAndTellsWhatCameOfIt()
    {
        using var world = new NoticeWorld("2026-11-20T12:00:00Z");
        var notice = await world.ConfigureAsync("report", """{"every":"week","outputs":{"email":["a@example.org"],"webhook":"https://hooks.example.org/x"}}""");
        world.Hooks.Answer = HttpStatusCode.Gone;
        var letters = await world.Work().TestAsync(notice, TestContext.Current.CancellationToken);
        Assert.Equal(["email:a@example.org sent ", "webhook failed The webhook answered 410."], letters.Select(letter => $"{letter.Output} {letter.State} {letter.Error}"));
        Assert.Contains("Subject: Test: Shop", Assert.Single(world.Mail.Taken()).Text, StringComparison.Ordinal);
    }

    /// <summary>The text part of a message.</summary>
    private static string Decoded(string message) => Parsed(message).TextBody ?? "";

    private static MimeKit.MimeMessage Parsed(string message)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(message));
        return MimeKit.MimeMessage.Load(stream, CancellationToken.None);
    }
}
