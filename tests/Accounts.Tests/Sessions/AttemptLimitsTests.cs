using Footfall.Accounts.Sessions;
using Xunit;

namespace Footfall.Accounts.Tests.Sessions;

public sealed class AttemptLimitsTests : IDisposable
{
    private readonly AttemptLimits limits = new();

    public void Dispose() => limits.Dispose();

    [Fact]
    public void AnAddressWithoutAttemptsLeftUsesUpNoneOfAnAccounts()
    {
        for (var attempt = 0; attempt < 30; attempt++) limits.Allow($"{attempt}@example.org", "192.0.2.1");
        for (var attempt = 0; attempt < 30; attempt++) Assert.False(limits.Allow("owner@example.org", "192.0.2.1"));

        Assert.True(limits.Allow("owner@example.org", "192.0.2.2"));
    }

    [Fact]
    public void AnAccountHasTenAttemptsFromAllAddressesTogether()
    {
        for (var attempt = 0; attempt < 10; attempt++) Assert.True(limits.Allow("owner@example.org", $"192.0.2.{attempt}"));

        Assert.False(limits.Allow("owner@example.org", "192.0.2.99"));
    }
}
