using System.Text.RegularExpressions;
using Footfall.Events;
using Footfall.Ingestion.Pipeline;
using Footfall.Ingestion.Pipeline.Steps;
using Footfall.Ingestion.Tests.Enrichment;
using Footfall.Testing;
using Xunit;

namespace Footfall.Ingestion.Tests.Pipeline.Steps;

public class CheckDeclaredTests
{
    [Theory]
    [InlineData("pageview", true, true)]
    [InlineData("outbound_click", true, true)]
    [InlineData("signup", true, true)]
    [InlineData("Signup", true, false)]
    [InlineData("download", true, false)]
    [InlineData("download", false, true)]
    public void UndeclaredEventsAreRefusedWhereTheProjectSaysSo(string name, bool refuses, bool passes)
    {
        var project = Some.ProjectNumbered() with { RefuseUndeclared = refuses, DeclaredEvents = [new DeclaredEvent("signup", "to count sign-ups", [])] };

        Assert.Equal(passes ? null : DropReason.UndeclaredEvent, new CheckDeclared().Take(SomeTrip.Of(SomeTrip.Draft(name), project))?.Reason);
    }

    [Fact]
    public void WhatTheTrackerSendsByItselfNeedsNoDeclaration()
    {
        var document = File.ReadAllText(Corpus.PathOf("docs/tracker.md"));
        var sent = document[document.IndexOf("## What is sent", StringComparison.Ordinal)..document.IndexOf("## Privacy", StringComparison.Ordinal)];
        var names = Regex.Matches(sent, @"^\| `(\w+)` \|", RegexOptions.Multiline).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(16, names.Count);
        Assert.All(names, name => Assert.True(EventAliases.IsBuiltIn(name), name));
    }
}
