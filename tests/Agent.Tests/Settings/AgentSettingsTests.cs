using Footfall.Agent.Settings;
using Xunit;

namespace Footfall.Agent.Tests.Settings;

public sealed class AgentSettingsTests
{
    private const string Digest = """
        digests:
          - name: weekly
            project: site.example
            schedule: { every: week, on: monday, at: "08:00", timezone: Europe/Berlin }
            questions:
              - title: Pages
                question: { metrics: [visitors], date_range: 7d, dimensions: ["event:page"], pagination: { limit: 10 } }
            outputs: [stdout, { file: "pages-{date}.md" }]
        """;

    [Fact]
    public void WhatItSaysIsRead()
    {
        var digest = Assert.Single(AgentSettings.Parse(Digest).Digests);
        Assert.Equal(("weekly", "site.example", "each Monday at 08:00, Europe/Berlin", 2), (digest.Name, digest.Project, digest.Schedule.Words, digest.Outputs.Count));
        Assert.Equal(10, Assert.Single(digest.Questions).Question.GetProperty("pagination").GetProperty("limit").GetInt32());
        Assert.False(digest.IsAlert);
    }

    [Theory]
    [InlineData("name: weekly", "nmae: weekly", "name is missing")]
    [InlineData("visitors", "luck", "#/metrics/0")]
    [InlineData("every: week", "every: fortnight", "every is hour, day or week")]
    [InlineData("monday", "someday", "which day")]
    [InlineData("\"08:00\"", "\"8am\"", "at is a time")]
    [InlineData("Europe/Berlin", "Europe/Atlantis", "time zone")]
    [InlineData("every: week, on: monday, at: \"08:00\"", "cron: \"0 0 30 2 *\"", "of a day that there is")]
    [InlineData("every: week,", "cron: \"0 8 * * *\", every: week,", "\"every\" is not known")]
    [InlineData("outputs: [stdout", "outputs: [pigeon", "an output is")]
    [InlineData("{ file: \"pages-{date}.md\" }", "{ webhook: { url: \"http://hooks.example.org\", secret_variable: A } }", "https")]
    [InlineData("    outputs", "    extra: 1\n    outputs", "\"extra\" is not known")]
    [InlineData("digests:", "digests: [", "no YAML")]
    public void WhatCannotBeMeantIsRefusedByName(string right, string wrong, string told) =>
        Assert.Contains(told, Assert.Throws<AgentException>(() => AgentSettings.Parse(Digest.Replace(right, wrong, StringComparison.Ordinal))).Message, StringComparison.Ordinal);

    [Fact]
    public void AnAlertHasABound()
    {
        const string Alert = "alerts: [{ name: quiet, project: p, schedule: { every: hour }, question: { metrics: [visitors], date_range: day }, below: 1.5, outputs: [stdout] }]";
        var alert = Assert.Single(AgentSettings.Parse(Alert).Digests);
        Assert.True(alert is { IsAlert: true, Bounds: { Below: 1.5, Above: null } });
        Assert.Equal((true, false), (alert.Bounds.Alarms(1, null), alert.Bounds.Alarms(2, null)));
        Assert.Contains("above or below", Assert.Throws<AgentException>(() => AgentSettings.Parse(Alert.Replace("below: 1.5, ", "", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAlertOnChangeAsksForThePeriodBefore()
    {
        const string Alert = "alerts: [{ name: jump, project: p, schedule: { cron: \"0 8 * * MON\" }, question: { metrics: [visitors], date_range: 7d }, changes_by_percent: 50, outputs: [stdout] }]";
        var alert = Assert.Single(AgentSettings.Parse(Alert).Digests);
        Assert.Equal("previous_period", Assert.Single(alert.Questions).Question.GetProperty("include").GetProperty("comparisons").GetProperty("mode").GetString());
        Assert.Equal([false, true, true, false, true, false, false], [alert.Bounds.Alarms(15, 10), alert.Bounds.Alarms(16, 10), alert.Bounds.Alarms(4, 10), alert.Bounds.Alarms(5, 10), alert.Bounds.Alarms(1, 0), alert.Bounds.Alarms(0, 0), alert.Bounds.Alarms(9, null)]);
        foreach (var (right, wrong, told) in new[]
        {
            ("date_range: 7d", "date_range: 7d, dimensions: [\"event:page\"]", "take the dimensions away"), ("50", "-1", "0 or more"),
            ("question: { metrics: [visitors], date_range: 7d }", "stream: s", "no stream called s"), ("outputs:", "stream: s, outputs:", "a question or the name of a stream"),
        })
        {
            Assert.Contains(told, Assert.Throws<AgentException>(() => AgentSettings.Parse(Alert.Replace(right, wrong, StringComparison.Ordinal))).Message, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("keep_days: 400", "keep_days: 0", "keep_days")]
    [InlineData("[events]", "[luck]", "#/metrics/0")]
    [InlineData("dimensions:", "date_range: day, dimensions:", "\"date_range\" is not known")]
    [InlineData("name: alarm", "name: daily", "Two digests, alerts or streams")]
    [InlineData("stream: daily", "stream: dialy", "no stream called dialy")]
    public void AStreamIsRead(string right, string wrong, string told)
    {
        const string Stream = """
            streams: [{ name: daily, project: p, schedule: { every: day }, question: { metrics: [events], dimensions: ["event:props:tag"] }, keep_days: 400 }]
            alerts: [{ name: alarm, project: p, schedule: { every: day, at: "00:30" }, stream: daily, changes_by_percent: 20, outputs: [stdout] }]
            """;
        var settings = AgentSettings.Parse(Stream);
        Assert.Equal(("daily", 400), (Assert.Single(settings.Streams).Name, settings.Streams[0].KeepDays));
        Assert.Equal("daily", Assert.Single(settings.Digests).Stream);
        Assert.Contains(told, Assert.Throws<AgentException>(() => AgentSettings.Parse(Stream.Replace(right, wrong, StringComparison.Ordinal))).Message, StringComparison.Ordinal);
    }
}
