using Footfall.Accounts.Sessions;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace Footfall.Accounts.Tests.Sessions;

public sealed class LoginKeysTests : IDisposable
{
    private readonly TestControl control = new();
    private readonly LoginKeys keys;
    private readonly string loginKey = WebEncoders.Base64UrlEncode(new byte[32]);

    public LoginKeysTests() => keys = new LoginKeys(ServerSecret.Open(control.Folder));

    public void Dispose() => control.Dispose();

    [Fact]
    public void TheRightKeyMatchesAndAWrongOneDoesNot()
    {
        var account = Account(keys.Hash(loginKey));
        Assert.True(keys.Matches(account, loginKey));
        Assert.False(keys.Matches(account, loginKey[..^1] + "E"));
        Assert.False(keys.Matches(null, loginKey));
    }

    [Fact]
    public void AnUnknownAddressHasASaltThatStaysAndDiffersFromOthers()
    {
        var first = keys.ParametersFor("nobody@example.org", null);
        Assert.Equal(first, keys.ParametersFor("nobody@example.org", null));
        Assert.Equal(first, new LoginKeys(ServerSecret.Open(control.Folder)).ParametersFor("nobody@example.org", null));
        Assert.NotEqual(first, keys.ParametersFor("somebody@example.org", null));
        Assert.Equal(first.Salt.Length, keys.ParametersFor("known@example.org", Account("x")).Salt.Length);
    }

    /// <summary>As the message for a damaged secret and docs/operating/running.md say.</summary>
    [Fact]
    public void ANewSecretChangesTheSaltsOfUnknownAddressesAndNobodysSignIn()
    {
        var account = Account(keys.Hash(loginKey));
        var (unknown, known) = (keys.ParametersFor("nobody@example.org", null), keys.ParametersFor("known@example.org", account));
        File.Delete(Path.Combine(control.Folder, "keys", "server.key"));

        var renewed = new LoginKeys(ServerSecret.Open(control.Folder));

        Assert.NotEqual(unknown, renewed.ParametersFor("nobody@example.org", null));
        Assert.Equal(known, renewed.ParametersFor("known@example.org", account));
        Assert.True(renewed.Matches(account, loginKey));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", true)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false)]
    [InlineData("!AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false)]
    public void ALoginKeyIs32BytesInBase64Url(string? value, bool expected) => Assert.Equal(expected, LoginKeys.IsWellFormed(value));

    [Fact]
    public void TheServersSecretIsReadableByItsUserOnly() =>
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(control.Folder, "keys", "server.key")));

    private static AccountRow Account(string hash) => new() { Id = Guid.NewGuid(), Email = "known@example.org", Name = "K", Salt = new byte[16], LoginKeyHash = hash };
}
