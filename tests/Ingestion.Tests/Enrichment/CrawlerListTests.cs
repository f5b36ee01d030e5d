using Footfall.Ingestion.Enrichment;
using Xunit;

namespace Footfall.Ingestion.Tests.Enrichment;

public sealed class CrawlerListTests
{
    [Theory]
    [InlineData(@"Googlebot\/", "Googlebot/")]
    [InlineData("[wW]get", "wget,Wget")]
    [InlineData("(one|two) [cC]rawler", "one crawler,one Crawler,two crawler,two Crawler")]
    [InlineData("Automaton|Newsify Feed", "Automaton,Newsify Feed")]
    [InlineData(@"Current[\s\S]*Reader", "Current\uFFFFReader")]
    public void ASimpleExpressionIsItsTexts(string pattern, string texts) =>
        Assert.Equal(texts.Split(','), CrawlerPattern.Expand(pattern));

    [Theory]
    [InlineData(@"\d+")]
    [InlineData("a.b")]
    [InlineData("ab?")]
    [InlineData("[^a]b")]
    [InlineData("[a-z]b")]
    [InlineData("(a|")]
    [InlineData("a)")]
    [InlineData("[ab")]
    [InlineData("")]
    [InlineData("a|")]
    [InlineData("[abcdefgh][abcdefgh]")]
    public void WhatIsMoreStaysAnExpression(string pattern) => Assert.Null(CrawlerPattern.Expand(pattern));

    [Theory]
    [InlineData("^curl", "curl/8", true)]
    [InlineData("^curl", "libcurl/8", false)]
    [InlineData("Labs$", "SSL Labs", true)]
    [InlineData("Labs$", "SSL Labs 2", false)]
    [InlineData(@"Spider[\s\S]*spider\.com", "Spider (see spider.com)", true)]
    [InlineData(@"Spider[\s\S]*spider\.com", "spider.com Spider", false)]
    [InlineData("AdsBot-Google([^-]|$)", "AdsBot-Google", true)]
    [InlineData("AdsBot-Google([^-]|$)", "AdsBot-Google-Mobile", false)]
    [InlineData(@"a\/\d\.\d+ b", "x a/1.22 b", true)]
    public void APatternMatchesAsItsExpressionWould(string pattern, string agent, bool matches) =>
        Assert.Equal(matches, new CrawlerList([pattern]).Matches(agent));

    [Fact]
    public void FewOfTheShippedPatternsAreTrueExpressions() => Assert.InRange(CrawlerList.ReadShipped().ExpressionCount, 0, 5);
}
