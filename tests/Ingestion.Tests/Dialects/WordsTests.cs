using Footfall.Ingestion.Dialects;
using Xunit;

namespace Footfall.Ingestion.Tests.Dialects;

public sealed class WordsTests
{
    [Theory]
    [InlineData("user-1", "user-1")]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    [InlineData("ada@example.com", "hash")]
    public void AnIdIsKeptAsSentUnlessItIsAnEmailAddress(string? sent, string? kept)
    {
        var identity = Words.Identity(sent);

        if (kept != "hash") Assert.Equal(kept, identity);
        else Assert.True(Guid.TryParse(identity, out _) && identity == Words.Identity(sent) && identity != Words.Identity("eda@example.com"));
    }

    [Fact]
    public void AnIdThatIsTooLongIsKeptAsItsHash() => Assert.True(Guid.TryParse(Words.Identity(new string('x', 201)), out _));

    [Theory]
    [InlineData("https://a.example/b", "https://a.example/b?utm_source=hn&utm_campaign=spring%20sale")]
    [InlineData("https://a.example/b?c=d#e", "https://a.example/b?c=d&utm_source=hn&utm_campaign=spring%20sale#e")]
    [InlineData("https://a.example/?utm_source=other", "https://a.example/?utm_source=other")]
    [InlineData(null, null)]
    public void ACampaignBesideAPageIsPutIntoItsAddress(string? url, string? told) =>
        Assert.Equal(told, Campaign.AddTo(url, ("utm_source", "hn"), ("utm_medium", null), ("utm_campaign", "spring sale")));
}
