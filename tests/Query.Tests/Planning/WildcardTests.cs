using Footfall.Query.Parsing;
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
        var starts = Assert.IsType<Predicate.StartsWith>(Wildcard.Of(Path, Value.Told(pattern), ignoreCase: false));
        Assert.Equal([Value.Told(beginning)], starts.Beginnings);
    }

    [Theory]
    [InlineData("/blog/*", "(?s)^/blog/[^/]*$")]
    [InlineData("/*/a**", "(?s)^/[^/]*/a.*$")]
    [InlineData("/a***", "(?s)^/a.*[^/]*$")]
    [InlineData("**/end", "(?s)^.*/end$")]
    public void EverythingElseIsARegularExpression(string pattern, string regex)
    {
        var matches = Assert.IsType<Predicate.Matches>(Wildcard.Of(Path, Value.Told(pattern), ignoreCase: false));
        Assert.Equal([Value.Told(regex)], matches.Patterns);
    }

    [Fact]
    public void CaseIsIgnoredByTheRegularExpression() =>
        Assert.Equal([Value.Told("(?i)(?s)^/blog/.*$")], Assert.IsType<Predicate.Matches>(Wildcard.Of(Path, Value.Told("/blog/**"), ignoreCase: true)).Patterns);

    [Theory]
    [InlineData(false, nameof(ValueChange.Wildcard))]
    [InlineData(true, nameof(ValueChange.WildcardAnyCase))]
    public void OfATextThatIsNotToldTheChangeIsAskedFor(bool ignoreCase, string change) =>
        Assert.Equal(change, $"{Assert.IsType<Predicate.Matches>(Wildcard.Of(Path, Value.Unknown("v", ValueForm.Pattern), ignoreCase)).Patterns[0].Change}");
}
