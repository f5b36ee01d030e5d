using System.Text.Json;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Membership;
using Footfall.Sealing.Signatures;
using Xunit;

namespace Footfall.Sealing.Tests.Membership;

/// <summary>schema/vectors/membership.json, which the TypeScript twin reads as well.</summary>
public sealed class MembershipLogTests
{
    private readonly JsonElement _vectors = Vectors.Read("membership.json");

    private Guid Vault => _vectors.GetProperty("vault").GetGuid();
    private string[] Texts => [.. _vectors.GetProperty("entries").EnumerateArray().Select(entry => entry.GetString()!)];

    [Theory]
    [InlineData("C#"), InlineData("TypeScript")]
    public void TheLogsOfBothLanguagesAreRead(string writer)
    {
        Assert.Equal(ChainRefusal.None, MembershipLog.Read(Vault, Entries(writer), null, out var log, out _));
        var expected = _vectors.GetProperty("members").EnumerateObject().ToDictionary(member => Id(member.Name), member => member.Value.GetString());
        Assert.Equal(expected, log!.Members.ToDictionary(member => member.Account, member => (string?)member.Role.ToString().ToLowerInvariant()));
        Assert.Equal(_vectors.GetProperty("vaultKeys").EnumerateArray().Select(key => key.GetString()), log.VaultKeys.Select(key => Convert.ToHexStringLower(key)));
        Assert.Equal(_vectors.Hex("rootKey"), log.RootKey);
        Assert.Equal(_vectors.GetProperty("head").GetString(), log.Head);
        Assert.Equal(Account("viewer").GetProperty("hpke").Hex("public"), log.Find(Id("viewer"))!.HpkeKey);
        Assert.False(log.RotationDue);
        Assert.Contains($"\"previous\":\"{log.Founding}\"", Texts[1], StringComparison.Ordinal);
    }

    [Fact]
    public void WhatMayNotFollowIsRefusedByName()
    {
        var entries = Entries("TypeScript");
        foreach (var vector in _vectors.GetProperty("refused").EnumerateArray())
        {
            var after = vector.GetProperty("after").GetInt32();
            var refused = new SignedEntry(vector.GetProperty("entry").GetString()!, vector.Hex("signature"));
            var refusal = MembershipLog.Read(Vault, [.. entries.Take(after), refused], null, out var log, out var at);
            Assert.Equal((vector.GetProperty("about").GetString(), vector.GetProperty("refusal").GetString()), (vector.GetProperty("about").GetString(), NameOf(refusal)));
            Assert.Null(log);
            Assert.Equal(after, at);
        }
    }

    [Fact]
    public void ARefusedEntryChangesNothing()
    {
        MembershipLog.Read(Vault, Entries("TypeScript"), null, out var log, out _);
        foreach (var vector in _vectors.GetProperty("refused").EnumerateArray().Where(vector => vector.GetProperty("after").GetInt64() == log!.Length))
            log!.Append(new SignedEntry(vector.GetProperty("entry").GetString()!, vector.Hex("signature")));
        Assert.Equal((7, _vectors.GetProperty("head").GetString(), 3, 2), (log!.Length, log.Head, log.Members.Count, log.VaultKeys.Count));
    }

    [Fact]
    public void ALogThatIsShorterOrOtherThanWhatWasSeenIsRolledBack()
    {
        var entries = Entries("C#");
        var head = _vectors.GetProperty("head").GetString()!;
        Assert.Equal(ChainRefusal.None, MembershipLog.Read(Vault, entries, (7, head), out _, out _));
        Assert.Equal(ChainRefusal.RolledBack, MembershipLog.Read(Vault, entries[..6], (7, head), out var log, out _));
        Assert.Null(log);
        Assert.Equal(ChainRefusal.RolledBack, MembershipLog.Read(Vault, entries, (3, head), out _, out _));
        Assert.Equal(ChainRefusal.RolledBack, MembershipLog.Read(Vault, [], (7, head), out _, out _));
        Assert.Equal(ChainRefusal.Malformed, MembershipLog.Read(Vault, [], null, out _, out _));
    }

    [Fact]
    public void WhatAMemberWasIsKnownForEveryLengthOfTheLog()
    {
        MembershipLog.Read(Vault, Entries("C#"), null, out var log, out _);
        Assert.Equal([null, null, null, null, Role.Viewer, Role.Member, Role.Member, Role.Member], Enumerable.Range(0, 8).Select(length => log!.FindAt(Id("viewer"), length)?.Role));
        Assert.Equal([null, null, null, Role.Member, Role.Member, Role.Member, null, null], Enumerable.Range(0, 8).Select(length => log!.FindAt(Id("member"), length)?.Role));
        Assert.Null(log!.FindAt(Id("stranger"), 7));
    }

    [Fact]
    public void ThisLanguageWritesTheSameEntries()
    {
        var clock = new SetClock();
        using var own = HpkeKey.FromPublic(Account("owner").GetProperty("hpke").Hex("public"));
        using var root = SigningKey.FromPublic(_vectors.Hex("rootKey"));
        using var first = HpkeKey.FromPublic(Convert.FromHexString(_vectors.GetProperty("vaultKeys")[0].GetString()!));
        using var second = HpkeKey.FromPublic(Convert.FromHexString(_vectors.GetProperty("vaultKeys")[1].GetString()!));
        var log = new MembershipLog(Vault);
        LogWriter By(string name) => new(Id(name), SigningKey.FromPrivate(Account(name).GetProperty("sign").Hex("private")), clock);
        Func<SignedEntry>[] steps =
        [
            () => By("owner").Create(Vault, own, root, first),
            () => By("owner").Add(log, Member("admin", Role.Admin)),
            () => By("admin").Add(log, Member("member", Role.Member)),
            () => By("admin").Add(log, Member("viewer", Role.Viewer)),
            () => By("admin").Change(log, Id("viewer"), Role.Member),
            () => By("member").Remove(log, Id("member")),
            () => By("admin").Rotate(log, second),
        ];
        for (var i = 0; i < steps.Length; i++)
        {
            // The fourth writer's clock is behind, which the entry before it makes up for.
            clock.Now = DateTimeOffset.FromUnixTimeMilliseconds(Time(i) - (i == 3 ? 500 : 0));
            var entry = steps[i]();
            Assert.Equal(Texts[i], entry.Entry);
            Assert.Equal(i == 6, log.RotationDue);
            Assert.Equal(ChainRefusal.None, log.Append(entry));
        }
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private static string NameOf(ChainRefusal refusal) => JsonNamingPolicy.SnakeCaseLower.ConvertName(refusal.ToString());

    private JsonElement Account(string name) => _vectors.GetProperty("accounts").GetProperty(name);

    private Guid Id(string name) => Account(name).GetProperty("account").GetGuid();

    private Member Member(string name, Role role) => new(Id(name), role, Account(name).GetProperty("hpke").Hex("public"), Account(name).GetProperty("sign").Hex("public"));

    private long Time(int entry)
    {
        using var document = JsonDocument.Parse(Texts[entry]);
        return document.RootElement.GetProperty("time").GetInt64();
    }

    private SignedEntry[] Entries(string writer)
    {
        var signatures = _vectors.GetProperty("signatures").EnumerateArray().Single(item => item.GetProperty("writer").GetString() == writer).GetProperty("signatures");
        return [.. Texts.Zip(signatures.EnumerateArray(), (text, signature) => new SignedEntry(text, Convert.FromHexString(signature.GetString()!)))];
    }
}
