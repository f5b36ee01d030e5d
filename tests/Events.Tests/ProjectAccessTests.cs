using System.Security.Claims;
using Xunit;

namespace Footfall.Events.Tests;

public sealed class ProjectAccessTests
{
    private static readonly ProjectNumber One = new(1);
    private static readonly ProjectNumber Eleven = new(11);

    [Fact]
    public void AGrantHoldsOnItsProjectOnly()
    {
        var caller = Caller(ProjectAccess.Grant(One, Scopes.Read | Scopes.Write));

        Assert.True(caller.Allows(One, Scopes.Read));
        Assert.True(caller.Allows(One, Scopes.Read | Scopes.Write));
        Assert.False(caller.Allows(One, Scopes.Read | Scopes.Manage));
        Assert.False(caller.Allows(Eleven, Scopes.Read));
        Assert.False(caller.AllowsEverywhere(Scopes.Read));
    }

    [Fact]
    public void AGrantOnAllProjectsHoldsOnEach()
    {
        var caller = Caller(ProjectAccess.Grant(null, Scopes.Read));

        Assert.True(caller.Allows(Eleven, Scopes.Read));
        Assert.True(caller.AllowsEverywhere(Scopes.Read));
        Assert.False(caller.AllowsEverywhere(Scopes.Write));
    }

    [Fact]
    public void GrantsAddUp()
    {
        var caller = Caller(ProjectAccess.Grant(null, Scopes.Read), ProjectAccess.Grant(Eleven, Scopes.Manage));

        Assert.True(caller.Allows(Eleven, Scopes.Read | Scopes.Manage));
        Assert.False(caller.Allows(One, Scopes.Manage));
    }

    [Fact]
    public void WhoHasNoGrantMayNothing() => Assert.False(Caller().Allows(One, Scopes.Read));

    private static ClaimsPrincipal Caller(params Claim[] claims) => new(new ClaimsIdentity(claims, "test"));
}
