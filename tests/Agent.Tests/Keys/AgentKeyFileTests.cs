using Footfall.Agent.Keys;
using Footfall.Testing;
using Xunit;

namespace Footfall.Agent.Tests.Keys;

public sealed class AgentKeyFileTests : IDisposable
{
    private readonly TempDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void WhatIsWrittenIsReadAgainAndItsOwnersAlone()
    {
        using var made = AgentKey.Generate(" laptop ");
        AgentKeyFile.Write(directory["a.key"], made);
        using var read = AgentKeyFile.Read(directory["a.key"]);
        Assert.Equal("laptop", read.Name);
        Assert.Equal((made.Fingerprint, made.PublicLine), (read.Fingerprint, read.PublicLine));
        Assert.Equal(8, read.Fingerprint.Split(' ').Length);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(directory["a.key"]));
    }

    [Fact]
    public void AFileThatIsThereIsNotWrittenOver()
    {
        File.WriteAllText(directory["a.key"], "precious");
        using var key = AgentKey.Generate("laptop");
        Assert.Contains("--out", Assert.Throws<AgentException>(() => AgentKeyFile.Write(directory["a.key"], key)).Message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(directory["a.key"]));
    }

    [Fact]
    public void AFileThatOthersMayReadIsRefused()
    {
        using var key = AgentKey.Generate("laptop");
        AgentKeyFile.Write(directory["a.key"], key);
        File.SetUnixFileMode(directory["a.key"], UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Contains("chmod 600", Assert.Throws<AgentException>(() => AgentKeyFile.Read(directory["a.key"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"footfall_agent_key\": 2, \"name\": \"a\", \"hpke_private\": \"AA\", \"sign_private\": \"AA\"}")]
    [InlineData("{\"footfall_agent_key\": 1, \"name\": \"a\", \"hpke_private\": \"c2VjcmV0\", \"sign_private\": \"c2VjcmV0\"}")]
    public void WhatIsNoKeyFileIsRefusedWithoutQuotingIt(string text)
    {
        File.WriteAllText(directory["a.key"], text);
        File.SetUnixFileMode(directory["a.key"], UnixFileMode.UserRead);
        var message = Assert.Throws<AgentException>(() => AgentKeyFile.Read(directory["a.key"])).Message;
        Assert.Contains("footfall keygen", message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("two\nlines")]
    public void ANameThatCannotBeUsedIsRefused(string name) => Assert.Throws<AgentException>(() => AgentKey.Generate(name));

    [Fact]
    public void AMissingFileIsTold() => Assert.Contains("cannot be read", Assert.Throws<AgentException>(() => AgentKeyFile.Read(directory["none.key"])).Message, StringComparison.Ordinal);
}
