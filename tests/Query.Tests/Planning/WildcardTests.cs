using Footfall.Query.Planning;

namespace Footfall.Query.Tests.Planning;

public class WildcardTests
{
    private static readonly Column Path = new(Table.Events, "path");

    [Theory]
    [InlineData("/blog/**", "/blog/")]
    [InlineData("/a.b(c)**", "/a.b(c)")]
    [InlineData("**", "")]
    public void ABeginningAndAnythingIsAComparison(string pattern, string beginning)
    {
        var starts = Assert.IsType<Predicate.StartsWith>(Wildcard.Of(Path, pattern, ignoreCase: false));
        Assert.Equal([beginning], starts.Beginnings);
    }

    [Theory]
    [InlineData("/blog/*", "(?s)^/blog/[^/]*$")]
    [InlineData("/*/a**", "(?s)^/[^/]*/a.*$")]
    [InlineData("/a***", "(?s)^/a.*[^/]*$")]
    [InlineData("**/end", "(?s)^.*/end$")]
    public void EverythingElseIsARegularExpression(string pattern, string regex)
    {
        var matches = Assert.IsType<Predicate.Matches>(Wildcard.Of(Path, pattern, ignoreCase: false));
        Assert.Equal([regex], matches.Patterns);
    }

    [Fact]
    public void CaseIsIgnoredByTheRegularExpression() =>
        Assert.True(Assert.IsType<Predicate.Matches>(Wildcard.Of(Path, "/blog/**", ignoreCase: true)).IgnoreCase);
}
