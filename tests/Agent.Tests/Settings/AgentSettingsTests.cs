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
        Assert.Equal(("weekly", "site.example", "week", DayOfWeek.Monday, 2), (digest.Name, digest.Project, digest.Schedule.Every, digest.Schedule.On, digest.Outputs.Count));
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
        Assert.True(alert is { IsAlert: true, Below: 1.5, Above: null });
        Assert.Equal((true, false), (alert.Alarms(1), alert.Alarms(2)));
        Assert.Contains("above or below", Assert.Throws<AgentException>(() => AgentSettings.Parse(Alert.Replace("below: 1.5, ", "", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
    }
}
