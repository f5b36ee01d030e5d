using Footfall.Events;
using Xunit;

namespace Footfall.Architecture.Tests;

/// <summary>The house obeys its rules.</summary>
public sealed class HouseTests
{
    [Fact]
    public void DependenciesRunOneWay() => Assert.Empty(Rules.DependenciesRunOneWay(House.Projects));

    [Fact]
    public void ThePackagesReferToSealingAlone() => Assert.Empty(Rules.PackagesReferToSealingAlone(House.SdkProjects));

    [Fact]
    public void NoRoomIsNamedForItsLayer() => Assert.Empty(Rules.NoRoomIsNamedForItsLayer([.. House.Source, .. House.Sdk]));

    [Fact]
    public void AFileIsShortEnoughToRead() => Assert.Empty(Rules.AFileIsShortEnoughToRead([.. House.Source, .. House.Sdk, .. House.Tests]));

    [Fact]
    public void AFileHasOnePublicType() => Assert.Empty(Rules.AFileHasOnePublicType([.. House.Source, .. House.Sdk]));

    [Fact]
    public void ANamespaceIsItsFolder() => Assert.Empty(Rules.ANamespaceIsItsFolder([.. House.Source, .. House.Sdk]));

    [Fact]
    public void FoldersAreTwoDeepAtMost() => Assert.Empty(Rules.FoldersAreTwoDeepAtMost(House.Source));

    [Fact]
    public void TimeComesInByTheConstructor() => Assert.Empty(Rules.TimeComesInByTheConstructor([.. House.Source, .. House.Sdk]));

    [Fact]
    public void NoCatchIsEmpty() => Assert.Empty(Rules.NoCatchIsEmpty([.. House.Source, .. House.Sdk, .. House.Tests.Where(NotThisProject)]));

    [Fact]
    public void NothingIsPutOff() => Assert.Empty(Rules.NothingIsPutOff([.. House.Source, .. House.Sdk, .. House.Tests.Where(NotThisProject)]));

    [Fact]
    public void NoTestSleeps() => Assert.Empty(Rules.NoTestSleeps(House.Tests));

    [Fact]
    public void LogMessagesAreInTheLog() => Assert.Empty(Rules.LogMessagesAreInTheLog([.. House.Source, .. House.Sdk]));

    [Fact]
    public void SilencedWarningsHaveAReason() =>
        Assert.Empty(Rules.SilencedWarningsHaveAReason([.. House.Source, .. House.Sdk, .. House.Tests.Where(NotThisProject), .. House.Projects, .. House.SdkProjects]));

    [Fact]
    public void LinksInDocumentsLead() => Assert.Empty(Rules.LinksInDocumentsLead(House.Documents, path => Path.Exists(Path.Combine(House.Root, path))));

    [Fact]
    public void PathsInDocumentsExist() =>
        Assert.Empty(Rules.PathsInDocumentsExist(House.Documents, path => Path.Exists(Path.Combine(House.Root, path)) || path.EndsWith("/dist", StringComparison.Ordinal)));

    [Fact]
    public void AnInterfaceHasTwoImplementations() => Assert.Empty(Rules.AnInterfaceHasTwoImplementations([.. House.Source, .. House.Sdk, .. House.Tests.Where(NotThisProject)]));

    [Fact]
    public void AnEventHasNoPlaceForWhatIdentifiesAPerson()
    {
        string[] forbidden = ["Ip", "IpAddress", "Address", "UserAgent", "Headers"];
        Assert.DoesNotContain(typeof(Event).GetProperties(), property => forbidden.Contains(property.Name));
    }

    [Fact]
    public void EveryDropReasonHasAWireName() =>
        Assert.All(Enum.GetValues<DropReason>(), reason => Assert.Matches("^[a-z]+(_[a-z]+)*$", reason.WireName()));

    [Fact]
    public void EveryDropReasonIsDocumented() =>
        Assert.Empty(Rules.DropReasonsAreDocumented(Enum.GetValues<DropReason>().Select(reason => reason.WireName()), House.Documents));

    [Fact]
    public void EverySettingIsDocumented() =>
        Assert.Empty(Rules.SettingsAreDocumented(House.Source, Assert.Single(House.Documents, document => document.Path == "docs/operating/settings.md")));

    private static bool NotThisProject(SourceFile file) => !file.Path.StartsWith("tests/Architecture.Tests/", StringComparison.Ordinal);
}
