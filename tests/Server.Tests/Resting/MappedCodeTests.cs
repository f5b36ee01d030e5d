using Footfall.Server.Resting;
using Xunit;

namespace Footfall.Server.Tests.Resting;

public sealed class MappedCodeTests
{
    private const string Smaps = """
        7f0000000000-7f0000200000 r-xp 00001000 fe:00 11 /opt/footfall/libduckdb.so
        Size:               2048 kB
        Rss:                1500 kB
        Private_Clean:      1500 kB
        Private_Dirty:         0 kB
        VmFlags: rd ex mr mw me
        7f0000200000-7f0000300000 r--p 00201000 fe:00 11 /opt/footfall/libduckdb.so
        Rss:                1024 kB
        Private_Dirty:         0 kB
        7f0000300000-7f0000400000 r-xp 00000000 fe:00 12 /opt/footfall/Written To.dll
        Rss:                 300 kB
        Private_Dirty:         4 kB
        7f0000400000-7f0000500000 r-xp 00000000 fe:00 13 /usr/lib/libstdc++.so.6.0.30
        Rss:                   0 kB
        Private_Dirty:         0 kB
        7f0000500000-7f0000600000 r-xs 00000000 00:01 14 /memfd:doublemapper.so (deleted)
        Rss:                 900 kB
        Private_Dirty:         0 kB
        7f0000600000-7f0000700000 r-xp 00000000 00:00 0 
        Rss:                 900 kB
        Private_Dirty:         0 kB
        7f0000700000-7f0000702000 r-xp 00000000 fe:00 15 /usr/share/dotnet/With Space/System.Private.CoreLib.dll
        Rss:                   8 kB
        Private_Dirty:         0 kB
        """;

    [Fact]
    public void OnlyUnwrittenCodeOfLibrariesThatIsInMemoryIsLetGo()
    {
        var found = MappedCode.Parse(Smaps.Split('\n')).ToList();

        Assert.Equal(
            [
                new CodeMapping(0x7f0000000000, 0x200000, "/opt/footfall/libduckdb.so", 1500 * 1024),
                new CodeMapping(0x7f0000700000, 0x2000, "/usr/share/dotnet/With Space/System.Private.CoreLib.dll", 8 * 1024),
            ],
            found);
    }

    [Fact]
    public void AProcessWorksOnAfterItsCodeWasLetGo()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems keep it.");

        Assert.True(MappedCode.LetGo() > 0);

        // Code of the runtime, of the framework and of the C library, brought back from their files.
        IdleMemory.GiveBack();
        Assert.Equal("{\"answer\":42}", System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, int> { ["answer"] = 42 }));
    }
}
