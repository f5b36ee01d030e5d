using System.Text.Json;
using Footfall.Events;
using Footfall.Ingestion.Pipeline;
using Xunit;

namespace Footfall.Ingestion.Tests.Pipeline;

public sealed class EventAliasesTests
{
    [Fact]
    public void NamesThatNeverCountAreThoseOfTheSharedTable()
    {
        using var table = typeof(EventAliases).Assembly.GetManifestResourceStream("event-names.json")!;
        var names = JsonSerializer.Deserialize<JsonElement>(table).GetProperty("neverCounted").EnumerateArray().Select(name => name.GetString()!);
        Assert.Equal(EventNames.NeverCounted.Order(), names.Order());
    }

    [Theory]
    [InlineData("page:enter", "pageview"), InlineData("PAGE_VIEW", "pageview"), InlineData("session:end", "session_end"), InlineData("signup", "signup")]
    public void AliasesAreStoredUnderTheirOwnName(string sent, string stored) => Assert.Equal(stored, EventAliases.Resolve(sent));

    [Theory]
    [InlineData("click", true), InlineData("pageview", true), InlineData("signup", false)]
    public void BuiltInNamesNeedNoDeclaration(string name, bool builtIn) => Assert.Equal(builtIn, EventAliases.IsBuiltIn(name));
}
