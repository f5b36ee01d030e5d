using System.Text.Json;
using System.Text.RegularExpressions;
using Footfall.Notices.Letters;
using Xunit;

namespace Footfall.Notices.Tests.Letters;

public sealed class ReportLetterTests
{
    private static readonly ReportContent Content = new(
        "Shop <b>", "16 November to 22 November 2026", new DateOnly(2026, 11, 16), new DateOnly(2026, 11, 22),
        [new Figure("Visitors", "visitors", 1200, 1000), new Figure("Bounce rate", "bounce_rate", 43, 40), new Figure("Visit duration", "visit_duration", 125, null)],
        [("2026-11-16", 10), ("2026-11-17", 0)],
        [("How they came", [("<script>alert(1)</script>", 7), ("a\r\nBcc: x@example.org\u202e", 3)]), ("Goals", [])],
        new Uri("https://stats.example.org/projects/1?a=b&c=d"), VisitorsAreOfADay: true);

    private static readonly Letter Written = ReportLetter.Of("Weekly", Content);

    [Fact]
    public void ALetterLoadsNothingAndRunsNothing()
    {
        Assert.DoesNotMatch(new Regex("<(img|script|link|iframe|object|form|svg)|url\\(|@import|src=", RegexOptions.IgnoreCase), Written.Html);
        Assert.All(Regex.Matches(Written.Html, "href=\"([^\"]*)\"").Select(match => match.Groups[1].Value), link =>
            Assert.Contains(link, (string[])[Letter.UnsubscribeMark, "https://stats.example.org/projects/1?a=b&amp;c=d"]));
    }

    [Fact]
    public void WhatSendersWroteIsTextInOneLine()
    {
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", Written.Html, StringComparison.Ordinal);
        Assert.Contains("Shop &lt;b&gt;", Written.Html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', Written.Html + Written.Text);
        Assert.Contains("a  Bcc: x@example.org", Written.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void NumbersHaveTheirChange()
    {
        Assert.Contains("1\u202f200   +20 %", Written.Text, StringComparison.Ordinal);
        Assert.Contains("43 %   +3 points", Written.Text, StringComparison.Ordinal);
        Assert.Matches("Visit duration +2 m 05 s\r?\n", Written.Text);
        Assert.Contains("somebody who comes on three days counts as three", Written.Text, StringComparison.Ordinal);
        // More visitors are good news, more bounces are not.
        Assert.Equal([true, false, null], Content.Figures.Select(figure => figure.IsBetter));
    }

    [Fact]
    public void ProgramsGetNumbers()
    {
        var payload = JsonDocument.Parse(Written.Payload).RootElement;
        Assert.Equal(("report", "2026-11-22", 1200d), (payload.GetProperty("kind").GetString(), payload.GetProperty("date_range")[1].GetString(), payload.GetProperty("totals").GetProperty("visitors").GetDouble()));
        Assert.StartsWith("Shop <b>, 16 November to 22 November 2026: Visitors", payload.GetProperty("text").GetString(), StringComparison.Ordinal);
    }
}
