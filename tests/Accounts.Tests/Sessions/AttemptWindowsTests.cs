using Footfall.Accounts.Sessions;
using Footfall.Testing;
using Xunit;

namespace Footfall.Accounts.Tests.Sessions;

public sealed class AttemptWindowsTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    [Fact]
    public void KeysWhoseWindowIsOverAreForgottenAndNoOthers()
    {
        var clock = new FakeClock();
        var windows = new AttemptWindows(1, Window, clock);
        for (var key = 0; key < 1000; key++) windows.Take($"old {key}");
        clock.Advance(Window / 2);
        windows.Take("young");
        clock.Advance(Window / 2);

        for (var key = 0; key < 100; key++) windows.Take($"new {key}");

        Assert.InRange(windows.Count, 101, 1024);
        Assert.Equal(Window / 2, windows.Take("young"));
    }
}
