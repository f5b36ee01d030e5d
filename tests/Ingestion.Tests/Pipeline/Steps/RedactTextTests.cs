using Footfall.Events;
using Footfall.Ingestion.Pipeline;
using Footfall.Ingestion.Pipeline.Steps;
using Footfall.Testing;
using Xunit;

namespace Footfall.Ingestion.Tests.Pipeline.Steps;

public class RedactTextTests
{
    [Fact]
    public void EveryTextOfAnEventIsRedacted()
    {
        var draft = SomeTrip.Draft("signup jane@example.com", "https://example.org/u/jane@example.com?member=1&email=x&q=4111111111111111");
        draft.Title = "Hello jane@example.com";
        draft.Referrer = "https://u:p@mail.example/read/jane@example.com?token=abc&q=1#x";
        draft.SetProp("card", "4111111111111111", 4111111111111111);
        draft.SetProp("pin", "1234", 1234);
        draft.SetProp("seats", "3", 3);
        draft.SetProp("has_password", "true", 1);
        draft.SetProp("jane@example.com", "x", null);
        draft.SetGroup("account", "jane@example.com");

        var trip = Take(draft, ["member"]);

        Assert.Equal("signup [redacted:email]", trip.Event.Name);
        Assert.Equal("/u/[redacted:email]", trip.Event.Path);
        Assert.Equal("?member=[redacted:parameter]&email=[redacted:parameter]&q=[redacted:card]", trip.Event.UrlQuery);
        Assert.Equal("Hello [redacted:email]", trip.Event.Title);
        Assert.Equal("mail.example/read/[redacted:email]", trip.Event.Referrer);
        Assert.Equal("https://mail.example/read/[redacted:email]", trip.Referrer);
        Assert.Equal("card=[redacted:card] pin=[redacted:secret] seats=3 has_password=true [redacted:email]=x", string.Join(' ', trip.Event.Props.Select(p => $"{p.Key}={p.Value}")));
        Assert.Equal("seats has_password", string.Join(' ', trip.Event.Numbers.Select(p => p.Key)));
        Assert.Equal("[redacted:email]", trip.Event.Groups[0].Value);
    }

    [Fact]
    public void WhatATrustedSenderKnowsIsRedactedToo()
    {
        var draft = SomeTrip.Draft();
        draft.Enriched = new Enriched(new Client("jane@example.com", null, null, null, null), new Place("DE", "jane@example.com", "Köln"));
        var trip = SomeTrip.Of(draft, trusted: true);

        new RedactText(new IngestionLimits()).Take(trip);

        Assert.Equal(("[redacted:email]", "[redacted:email]", "Köln"), (trip.Enriched!.Client.Browser, trip.Enriched.Place.Region, trip.Enriched.Place.City));
    }

    [Fact]
    public void LongTextIsCutWithAMarkAfterRedaction()
    {
        var draft = SomeTrip.Draft();
        // The card lies across the limit: cut first, its digits would stay.
        draft.Title = new string('x', 2035) + " 4111111111111111 " + new string('y', 500);
        draft.SetProp(new string('n', 300), new string('v', 3000), null);

        var trip = Take(draft, []);

        Assert.Equal(2048, trip.Event.Title!.Length);
        Assert.EndsWith("…", trip.Event.Title, StringComparison.Ordinal);
        Assert.DoesNotContain("4111", trip.Event.Title, StringComparison.Ordinal);
        Assert.Equal((200, 2048), (trip.Event.Props[0].Key.Length, trip.Event.Props[0].Value.Length));
    }

    [Fact]
    public void NamesThatBecomeEqualAreOneProp()
    {
        var draft = SomeTrip.Draft();
        draft.SetProp("a@b.de", "1", null);
        draft.SetProp("c@d.de", "2", null);
        draft.SetProp("e@f.de", "3", null);

        Assert.Equal([new("[redacted:email]", "3")], Take(draft, []).Event.Props);
    }

    [Theory]
    [InlineData("news.example", "news.example")]
    [InlineData("garbage 123", "garbage 123")]
    [InlineData("android-app://com.example.app/", "com.example.app")]
    [InlineData("https://news.example/", "news.example")]
    [InlineData("News.Example/path?token=abc#x", "news.example/path")]
    [InlineData("//news.example/a/jane%40example.com?token=abc", "news.example/a/[redacted:email]")]
    [InlineData("user:pass@news.example/path", "news.example/path")]
    [InlineData("android-app://com.example.app/https/news.example/?token=abc", "com.example.app/https/news.example/")]
    [InlineData("https://news.example/#/route?secret=abc", "news.example")]
    [InlineData("/path?token=abc", "/path")]
    [InlineData("localhost/path?token=abc", "localhost/path")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "[redacted:secret]")]
    [InlineData("token=abc", "token=[redacted:secret]")]
    [InlineData("file:///home/jane/notes.html", null)]
    public void AReferrerIsHostAndPath(string sent, string? stored)
    {
        var draft = SomeTrip.Draft();
        draft.Referrer = sent;

        Assert.Equal(stored, Take(draft, []).Event.Referrer);
    }

    [Fact]
    public void TheProjectsParametersAreHiddenWhereverALinkStands()
    {
        const string link = "https://shop.example/a?member=42&plan=pro";
        var draft = SomeTrip.Draft("went to /a?member=42", "https://example.org/#/route?member=42");
        draft.Title = $"See {link}";
        draft.Library = "?member=42";
        draft.SetProp("url", link, null);
        draft.SetProp("encoded", Uri.EscapeDataString(link), null);
        draft.SetProp("first_touch.referrer", "https://news.example/a?q=private&member=42", null);
        draft.SetGroup("token", "abc");
        draft.SetGroup("link", link);

        var trip = Take(draft, ["member"]);

        Assert.Equal("went to /a?member=[redacted:parameter]", trip.Event.Name);
        Assert.Equal("/#/route?member=[redacted:parameter]", trip.Event.Path);
        Assert.Equal("See https://shop.example/a?member=[redacted:parameter]&plan=pro", trip.Event.Title);
        Assert.Equal("?member=[redacted:parameter]", trip.Event.Library);
        Assert.Equal("https://shop.example/a?member=[redacted:parameter]&plan=pro", trip.Event.Props[0].Value);
        Assert.Equal("https://shop.example/a?member=[redacted:parameter]&plan=pro", trip.Event.Props[1].Value);
        Assert.Equal("https://news.example/a", trip.Event.Props[2].Value);
        Assert.Equal("[redacted:secret]", trip.Event.Groups[0].Value);
        Assert.Equal("https://shop.example/a?member=[redacted:parameter]&plan=pro", trip.Event.Groups[1].Value);
    }

    private static Trip Take(Draft draft, string[] listed)
    {
        var trip = SomeTrip.Of(draft, Some.ProjectNumbered() with { RedactedParameters = listed });
        trip.Event.Name = draft.Name!;
        new SplitUrl().Take(trip);
        Assert.Null(new RedactText(new IngestionLimits()).Take(trip));
        return trip;
    }
}
