using Xunit;

namespace Footfall.Architecture.Tests;

/// <summary>A rule that cannot fail guards nothing: each is shown a breach.</summary>
public sealed class RulesCanFailTests
{
    [Fact]
    public void AWrongReferenceIsFound() =>
        Assert.Single(Rules.DependenciesRunOneWay([File("src/Query/Query.csproj", """<ProjectReference Include="../Ingestion/Ingestion.csproj" />""")]));

    [Theory]
    [InlineData("""<ProjectReference Include="../../../src/Events/Events.csproj" />""")]
    [InlineData("""<Compile Include="../../../src/Server/Metrics/*.cs" />""")]
    public void APackageThatDragsTheServerAlongIsFound(string text) => Assert.Single(Rules.PackagesReferToSealingAlone([File("sdk/dotnet/Client/Client.csproj", text)]));

    [Theory]
    [InlineData("src/Query/Helpers/Text.cs", "class Text;")]
    [InlineData("src/Query/Sql/Text.cs", "internal class TextUtils { }")]
    public void ARoomNamedForItsLayerIsFound(string path, string text) => Assert.Single(Rules.NoRoomIsNamedForItsLayer([File(path, text)]));

    [Fact]
    public void ALongFileIsFound() => Assert.Single(Rules.AFileIsShortEnoughToRead([File("src/A/B.cs", new string('\n', 401))]));

    [Theory]
    [InlineData("public class A;\npublic sealed class B;")]
    [InlineData("public sealed record C;")]
    public void ASecondOrMisplacedPublicTypeIsFound(string text) => Assert.Single(Rules.AFileHasOnePublicType([File("src/X/A.cs", text)]));

    [Fact]
    public void AForeignNamespaceIsFound() => Assert.Single(Rules.ANamespaceIsItsFolder([File("src/Query/Sql/A.cs", "namespace Footfall.Query;"), File("sdk/dotnet/Client/A.cs", "namespace Footfall.Client;")]));

    [Fact]
    public void ADeepFolderIsFound() => Assert.Single(Rules.FoldersAreTwoDeepAtMost([File("src/Query/Sql/Parts/Deep/A.cs", "")]));

    [Fact]
    public void AWallClockIsFound() => Assert.Single(Rules.TimeComesInByTheConstructor([File("src/A/B.cs", "var now = DateTime.UtcNow;")]));

    [Theory]
    [InlineData("try { } catch { }")]
    [InlineData("try { } catch (IOException) when (x) { }")]
    public void AnEmptyCatchIsFound(string text) => Assert.Single(Rules.NoCatchIsEmpty([File("src/A/B.cs", text)]));

    [Theory]
    [InlineData("// TODO: later")]
    [InlineData("throw new NotImplementedException();")]
    public void APromiseIsFound(string text) => Assert.Single(Rules.NothingIsPutOff([File("src/A/B.cs", text)]));

    [Fact]
    public void ASleepIsFound() => Assert.Single(Rules.NoTestSleeps([File("tests/A.Tests/B.cs", "await Task.Delay(100);")]));

    [Theory]
    [InlineData("[LoggerMessage(1)] partial void X();")]
    [InlineData("logger.LogWarning(\"x\");")]
    public void AStrayLogMessageIsFound(string text) => Assert.Single(Rules.LogMessagesAreInTheLog([File("src/A/B.cs", text)]));

    [Fact]
    public void ASilencedWarningWithoutReasonIsFound() => Assert.Single(Rules.SilencedWarningsHaveAReason([File("src/A/B.cs", "int x;\n#pragma warning disable CA1000")]));

    [Fact]
    public void AMissingPathIsFound() => Assert.Single(Rules.PathsInDocumentsExist([File("ARCHITECTURE.md", "see `src/Nowhere/`")], _ => false));

    [Theory]
    [InlineData("see [there](nowhere.md)")]
    [InlineData("see [there](../nowhere/#heading)")]
    [InlineData("![picture](picture.png \"a title\")")]
    public void ALinkToNowhereIsFound(string text) => Assert.Single(Rules.LinksInDocumentsLead([File("docs/api/README.md", text)], _ => false));

    [Fact]
    public void ALinkIsFollowedFromItsDocument()
    {
        List<string> asked = [];
        var documents = new[] { File("docs/api/README.md", "[a](query.md#x) [b](../metrics.md) [c](https://example.org/) [d](#here)\n```\n[e](f)\n```") };
        Assert.Empty(Rules.LinksInDocumentsLead(documents, path => { asked.Add(path); return true; }));
        Assert.Equal(["docs/api/query.md", "docs/metrics.md"], asked);
    }

    [Fact]
    public void ALonelyInterfaceIsFound() =>
        Assert.Single(Rules.AnInterfaceHasTwoImplementations([File("src/A/IThing.cs", "public interface IThing { }\nclass Thing : IThing { }")]));

    [Theory]
    [InlineData("docs/api/collect.md", "Sometimes an event is too_deep, or `too_deep`.")]
    [InlineData("docs/metrics.md", "\n| `too_deep` | nested | flatten |")]
    [InlineData("docs/api/collect.md", "\n| `too_deep_down` | nested | flatten |")]
    public void AnUndocumentedDropReasonIsFound(string path, string text) => Assert.Single(Rules.DropReasonsAreDocumented(["too_deep"], [File(path, text)]));

    [Theory]
    [InlineData("""Text(environment, "FOOTFALL_SPEED")""")]
    [InlineData("\"Raise FOOTFALL_SPEED.\"")]
    public void AnUndocumentedSettingIsFound(string text) =>
        Assert.Single(Rules.SettingsAreDocumented([File("src/A/B.cs", text)], File("docs/operating/settings.md", "\n| `FOOTFALL_SPEED_LIMIT` | none | FOOTFALL_SPEED |")));

    private static SourceFile File(string path, string text) => new(path, text);
}
