using System.Net;
using Footfall.Accounts.Sessions;
using Footfall.Testing;
using Xunit;

namespace Footfall.Accounts.Tests.Sessions;

public sealed class AttemptLimitsTests
{
    private const string Owner = "owner@example.org";

    private readonly FakeClock clock = new();
    private readonly AttemptLimits limits;

    public AttemptLimitsTests() => limits = new AttemptLimits(clock);

    [Fact]
    public void AnAddressWithoutAttemptsLeftUsesUpNoneOfAnAccounts()
    {
        for (var attempt = 0; attempt < 30; attempt++) SignIn($"{attempt}@example.org", "192.0.2.1");
        for (var attempt = 0; attempt < 30; attempt++) Assert.NotNull(SignIn(Owner, "192.0.2.1"));

        Assert.Null(SignIn(Owner, "192.0.2.2"));
    }

    [Fact]
    public void AnAccountHasTenAttemptsFromAllAddressesTogether()
    {
        for (var attempt = 0; attempt < 10; attempt++) Assert.Null(SignIn(Owner, $"192.0.2.{attempt}"));

        Assert.NotNull(SignIn(Owner, "192.0.2.99"));
    }

    [Fact]
    public void ItIsSaidHowLongToWaitAndThatIsEnough()
    {
        for (var attempt = 0; attempt < 10; attempt++) SignIn(Owner, "192.0.2.1");
        clock.Advance(TimeSpan.FromSeconds(288));

        Assert.Equal(TimeSpan.FromSeconds(12), SignIn(Owner, "192.0.2.1"));
        clock.Advance(TimeSpan.FromSeconds(12));
        Assert.Null(SignIn(Owner, "192.0.2.1"));
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", true)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", false)]
    [InlineData("::ffff:192.0.2.1", "::ffff:192.0.2.2", true)]
    public void TheAddressesOfANetworkOfIPv6AreOne(string first, string second, bool areApart)
    {
        for (var attempt = 0; attempt < 30; attempt++) SignIn($"{attempt}@example.org", first);

        Assert.Equal(areApart, SignIn(Owner, second) is null);
    }

    [Fact]
    public void AttemptsToSignInTakeNoneFromRecoveryAndTheOtherWayRound()
    {
        for (var attempt = 0; attempt < 40; attempt++) SignIn(Owner, "192.0.2.1");

        Assert.Null(limits.Take(AttemptPurpose.Recovery, Owner, IPAddress.Parse("192.0.2.1")));
        for (var attempt = 0; attempt < 40; attempt++) limits.Take(AttemptPurpose.Recovery, "other@example.org", IPAddress.Parse("192.0.2.2"));
        Assert.Null(SignIn("other@example.org", "192.0.2.2"));
    }

    private TimeSpan? SignIn(string account, string address) => limits.Take(AttemptPurpose.SignIn, account, IPAddress.Parse(address));
}
