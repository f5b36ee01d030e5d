using System.Text.Json;
using Footfall.Accounts.Projects;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http.HttpResults;
using Xunit;

namespace Footfall.Accounts.Tests.Projects;

public sealed class ProjectChangesTests
{
    [Fact]
    public void WhatIsAbsentStaysAndNullClears()
    {
        var row = NewRow();
        Assert.Null(ProjectChanges.Apply(row, Parse("""{"retention_days":null,"name":" New "}""")));
        Assert.Null(row.RetentionDays);
        Assert.Equal("New", row.Name);
        Assert.Equal("UTC", row.TimeZone);
    }

    [Fact]
    public void EveryFieldCanBeChanged()
    {
        var row = NewRow();
        var changes = """
            {"timezone":"Europe/Berlin","app_name":"my.app","retention_days":90,"rate_limit_per_minute":600,"opt_out":"drop","allowed_hosts":["A.example"],
             "domains":["b.example","a.example"],"redacted_parameters":["sid"],
             "bot_exceptions":["signal:datacenter","network:203.0.113.0/24"]}
            """;
        Assert.Null(ProjectChanges.Apply(row, Parse(changes)));
        Assert.Equal(("Europe/Berlin", "my.app", 90, 600, OptOutPolicy.Drop), (row.TimeZone, row.AppName, row.RetentionDays, row.RateLimitPerMinute, row.OptOut));
        Assert.Equal(["a.example"], row.AllowedHosts);
        Assert.Equal(["b.example", "a.example"], row.Domains.OrderBy(d => d.Position).Select(d => d.Domain));
        Assert.Equal(["sid"], row.RedactedParameters);
        Assert.Equal(["signal:datacenter", "network:203.0.113.0/24"], row.BotExceptions);
    }

    /// <summary>Events carry their hosts in ASCII, so a list in any other form would let none of them pass.</summary>
    [Fact]
    public void HostsAreKeptAsEventsCarryThem()
    {
        var row = NewRow();
        Assert.Null(ProjectChanges.Apply(row, Parse("""{"allowed_hosts":["*.Example.org","MÜNCHEN.example.","*.bücher.example"],"domains":["bücher.example"]}""")));
        Assert.Equal(["*.example.org", "xn--mnchen-3ya.example", "*.xn--bcher-kva.example"], row.AllowedHosts);
        Assert.Equal("xn--bcher-kva.example", Assert.Single(row.Domains).Domain);
    }

    [Fact]
    public void TheServerTakesNoHostnamesOfASealedProject()
    {
        var row = NewRow();
        row.Mode = TrustMode.Sealed;
        Assert.Null(ProjectChanges.Apply(row, Parse("""{"bot_exceptions":["signal:crawler","network:203.0.113.7"]}""")));
        Assert.NotNull(ProjectChanges.Apply(row, Parse("""{"bot_exceptions":["hostname:secret.example"]}""")));
        Assert.Equal(["signal:crawler", "network:203.0.113.7"], row.BotExceptions);
    }

    [Theory]
    [InlineData("""{"name":""}""", "name", 422)]
    [InlineData("""{"name":7}""", "name", 422)]
    [InlineData("""{"timezone":"Mars/Olympus"}""", "timezone", 422)]
    [InlineData("""{"retention_days":0}""", "retention_days", 422)]
    [InlineData("""{"retention_days":"all"}""", "retention_days", 422)]
    [InlineData("""{"opt_out":"maybe"}""", "opt_out", 422)]
    [InlineData("""{"allowed_hosts":["http://x"]}""", "allowed_hosts", 422)]
    [InlineData("""{"allowed_hosts":["*"]}""", "allowed_hosts", 422)]
    [InlineData("""{"allowed_hosts":["*."]}""", "allowed_hosts", 422)]
    [InlineData("""{"allowed_hosts":["a.*.example"]}""", "allowed_hosts", 422)]
    [InlineData("""{"domains":["*.example.org"]}""", "domains", 422)]
    [InlineData("""{"bot_exceptions":["everybody"]}""", "bot_exceptions", 422)]
    [InlineData("""{"bot_exceptions":["network:nowhere"]}""", "bot_exceptions", 422)]
    [InlineData("""{"bot_exceptions":"signal:crawler"}""", "bot_exceptions", 422)]
    [InlineData("""{"domains":["a b"]}""", "domains", 422)]
    [InlineData("""{"domains":"a.example"}""", "domains", 422)]
    [InlineData("""{"mode":"identified"}""", "mode", 409)]
    [InlineData("""{"key":"ff_x"}""", "key", 422)]
    [InlineData("[]", "body", 422)]
    [InlineData("7", "body", 422)]
    public void ABadValueIsRefusedByName(string changes, string field, int status)
    {
        var refusal = Assert.IsType<ProblemHttpResult>(ProjectChanges.Apply(NewRow(), Parse(changes)));
        Assert.Equal(status, refusal.StatusCode);
        Assert.Equal(field, refusal.ProblemDetails.Extensions["field"]);
        Assert.NotNull(refusal.ProblemDetails.Extensions["remedy"]);
    }

    [Fact]
    public void TheModeIsNotTakenByAnybodyButSettled()
    {
        var refusal = Assert.IsType<ProblemHttpResult>(ProjectChanges.Apply(NewRow(), Parse("""{"mode":"identified"}""")));
        Assert.Equal("This cannot be changed", refusal.ProblemDetails.Title);
    }

    private static ProjectRow NewRow() => new()
    {
        Id = Guid.NewGuid(),
        Key = "ff_x",
        Name = "Old",
        TimeZone = "UTC",
        RetentionDays = 30,
        Domains = [new DomainRow { Domain = "a.example" }],
    };

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
