using System.Net;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Signatures;
using Xunit;

namespace Footfall.Server.Tests.Accounts;

/// <summary>One story, in order: an account makes its keys once, wraps them anew, and makes its personal vault.</summary>
public sealed class AccountKeysTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task KeysAreMadeOnceAndWrappedAnewByWhoKnowsThePassword()
    {
        using var owner = await Person.SetUpAsync(server);
        Assert.Equal(Person.Wrapped, (string)(await owner.GetAsync("/api/v1/account/keys"))["wrapped_keys"]!);
        var other = Person.Text(new byte[225]);
        await owner.PutAsync("/api/v1/account/keys", owner.KeysBody(other), HttpStatusCode.Forbidden);
        await owner.PutAsync("/api/v1/account/keys", owner.KeysBody(other, "B" + Person.LoginKey[1..]), HttpStatusCode.Forbidden);
        var recovery = new { login_key = Person.LoginKey, wrapped_keys = other };
        var changed = await owner.PutAsync("/api/v1/account/keys", owner.KeysBody(other, Person.LoginKey, recovery));
        Assert.Equal((other, true), ((string)changed["wrapped_keys"]!, (bool)changed["has_recovery"]!));

        using var stranger = new Person(owner.Browser, owner.Id);
        Assert.Equal("hpke_key", (string)(await owner.PutAsync("/api/v1/account/keys", stranger.KeysBody(other, Person.LoginKey), HttpStatusCode.Conflict))["field"]!);
        await BadKeysAreRefusedAsync(owner);
        await APersonalVaultIsMadeOnceAsync(owner);
    }

    private static async Task BadKeysAreRefusedAsync(Person owner)
    {
        foreach (var bad in new[] { null, "", Person.Text(new byte[65]), Person.Text(owner.Keys.Sealing.Public[..64]), Person.Text(owner.Keys.Sealing.Public) + "=" })
        {
            var body = new { hpke_key = bad, sign_key = Person.Text(owner.Keys.Signing.Public), wrapped_keys = Person.Wrapped };
            Assert.Equal("hpke_key", (string)(await owner.PutAsync("/api/v1/account/keys", body, HttpStatusCode.UnprocessableEntity))["field"]!);
        }

        await owner.PutAsync("/api/v1/account/keys", owner.KeysBody(new string('A', 2000)), HttpStatusCode.UnprocessableEntity);
        await owner.PutAsync("/api/v1/account/keys", owner.KeysBody(new string('A', 20_000)), HttpStatusCode.RequestEntityTooLarge);
    }

    private static async Task APersonalVaultIsMadeOnceAsync(Person owner)
    {
        using var root = SigningKey.Generate();
        using var key = HpkeKey.Generate();
        Guid id = Guid.NewGuid(), other = Guid.NewGuid();
        var made = await owner.PostAsync("/api/v1/vaults", Person.VaultBody(id, owner.Writer.Create(id, owner.Keys.Sealing, root, key), "personal"));
        Assert.Equal((id, "owner", Person.Text(root.Public)), ((Guid)made["id"]!, (string)made["role"]!, (string)made["root_key"]!));
        Assert.Equal(owner.Id, (Guid)Assert.Single(made["members"]!.AsArray())!["account"]!);
        Assert.Equal(Person.Wrapped, (string)Assert.Single(made["keys"]!.AsArray())!["sealed"]!);
        Assert.Equal("kind", (string)(await owner.PostAsync("/api/v1/vaults", Person.VaultBody(other, owner.Writer.Create(other, owner.Keys.Sealing, root, key), "personal"), HttpStatusCode.Conflict))["field"]!);
        Assert.Equal("id", (string)(await owner.PostAsync("/api/v1/vaults", Person.VaultBody(id, owner.Writer.Create(id, owner.Keys.Sealing, root, key)), HttpStatusCode.Conflict))["field"]!);
        using var forger = new Person(owner.Browser, owner.Id);
        Assert.Equal("signature", (string)(await owner.PostAsync("/api/v1/vaults", Person.VaultBody(other, forger.Writer.Create(other, forger.Keys.Sealing, root, key)), HttpStatusCode.UnprocessableEntity))["field"]!);
        Assert.Equal(made.ToJsonString(), (await owner.GetAsync($"/api/v1/vaults/{id}")).ToJsonString());
        await owner.GetAsync($"/api/v1/vaults/{Guid.NewGuid()}", HttpStatusCode.NotFound);
    }
}
