using System.Text.Json;
using Footfall.Notices.Rules;
using Xunit;

namespace Footfall.Notices.Tests.Rules;

public sealed class NoticeReaderTests
{
    [Theory]
    [InlineData("report", """{"every":"week","on":"friday","at":"07:30","outputs":{"email":["a@example.org"]}}""", "each Friday at 07:30, UTC")]
    [InlineData("report", """{"every":"month","outputs":{"webhook":"https://hooks.example.org/x"}}""", "on the first of each month at 08:00, UTC")]
    public void AReportHasItsSchedule(string kind, string body, string words) => Assert.Equal(words, Read(kind, body).Notice!.Schedule!.Words);

    [Fact]
    public void AnAlertHasItsRule()
    {
        Assert.Equal(new AlertRule.Silence(6), Rule("""{"kind":"silence","hours":6}"""));
        Assert.Equal(new AlertRule.Journal(50), Rule("""{"kind":"journal","percent":50}"""));
        Assert.Equal(new AlertRule.Dropped(2, 5), Rule("""{"kind":"dropped","hours":2,"percent":5}"""));
        Assert.Equal(
            new AlertRule.Numbers("visitors", 1, "Signup", new Bounds { Above = 3, FallsBy = 20, Least = 10 }),
            Rule("""{"kind":"numbers","metric":"visitors","hours":1,"goal":"Signup","above":3,"falls_by":20,"least":10}"""));
    }

    [Theory]
    [InlineData("report", """{"outputs":{"email":["a@example.org"]}}""", "body/every")]
    [InlineData("report", """{"every":"day","outputs":{"email":["a@example.org"]}}""", "body/every")]
    [InlineData("report", """{"every":"week","on":"1","outputs":{"email":["a@example.org"]}}""", "body/on")]
    [InlineData("report", """{"every":"month","on":"monday","outputs":{"email":["a@example.org"]}}""", "body/on")]
    [InlineData("report", """{"every":"week","at":"8","outputs":{"email":["a@example.org"]}}""", "body/at")]
    [InlineData("report", """{"every":"week","cron":"* * * * *","outputs":{"email":["a@example.org"]}}""", "body/cron")]
    [InlineData("report", """{"every":"week","outputs":{}}""", "body/outputs")]
    [InlineData("report", """{"every":"week","outputs":{"email":["nobody"]}}""", "body/outputs/email/0")]
    [InlineData("report", """{"every":"week","outputs":{"email":["a@example.org\r\nBcc: b@example.org"]}}""", "body/outputs/email/0")]
    [InlineData("report", """{"every":"week","outputs":{"email":["A <a@example.org>"]}}""", "body/outputs/email/0")]
    [InlineData("report", """{"every":"week","outputs":{"email":[7]}}""", "body/outputs/email/0")]
    [InlineData("report", """{"every":"week","outputs":{"webhook":"http://hooks.example.org/x"}}""", "body/outputs/webhook")]
    [InlineData("report", """{"every":"week","outputs":{"slack":"file:///etc/passwd"}}""", "body/outputs/slack")]
    [InlineData("alert", """{"outputs":{"email":["a@example.org"]}}""", "body/rule")]
    [InlineData("alert", """{"rule":{"kind":"other"},"outputs":{"email":["a@example.org"]}}""", "body/rule/kind")]
    [InlineData("alert", """{"rule":[],"outputs":{"email":["a@example.org"]}}""", "body/rule/kind")]
    [InlineData("alert", """{"rule":{"kind":"silence","hours":0},"outputs":{"email":["a@example.org"]}}""", "body/rule/hours")]
    [InlineData("alert", """{"rule":{"kind":"silence","hours":1e99},"outputs":{"email":["a@example.org"]}}""", "body/rule/hours")]
    [InlineData("alert", """{"rule":{"kind":"journal","percent":0},"outputs":{"email":["a@example.org"]}}""", "body/rule/percent")]
    [InlineData("alert", """{"rule":{"kind":"dropped","hours":1,"percent":"5"},"outputs":{"email":["a@example.org"]}}""", "body/rule/percent")]
    [InlineData("alert", """{"rule":{"kind":"numbers","metric":"visitors","hours":1},"outputs":{"email":["a@example.org"]}}""", "body/rule/above")]
    [InlineData("alert", """{"rule":{"kind":"numbers","metric":"secrets","hours":1,"above":1},"outputs":{"email":["a@example.org"]}}""", "body/rule/metric")]
    [InlineData("alert", """{"rule":{"kind":"numbers","metric":"visitors","hours":1,"above":-1},"outputs":{"email":["a@example.org"]}}""", "body/rule/above")]
    [InlineData("alert", """{"rule":{"kind":"numbers","metric":"visitors","hours":1,"above":1,"goal":7},"outputs":{"email":["a@example.org"]}}""", "body/rule/goal")]
    public void WhatANoticeCannotBeIsToldByItsField(string kind, string body, string field) => Assert.Equal(field, Read(kind, body).Fault!.Field);

    private static AlertRule? Rule(string rule) => Read("alert", $$$"""{"rule":{{{rule}}},"outputs":{"email":["a@example.org"]}}""").Notice!.Rule;

    private static (Notice? Notice, Storage.Control.DefinitionFault? Fault) Read(string kind, string body) => NoticeReader.Read(kind, JsonDocument.Parse(body).RootElement, TimeZoneInfo.Utc);
}
