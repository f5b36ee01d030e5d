using System.Net;
using System.Text.Json.Nodes;
using Footfall.Sealing.Membership;
using Xunit;

namespace Footfall.Server.Tests.Accounts;

/// <summary>One story, in order: somebody is invited, accepts, is added, works, and is removed.</summary>
public sealed class VaultMembersTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task AMemberComesAndGoes()
    {
        using var owner = await Person.SecondAsync(server);
        using var vault = await Organisation.CreateAsync(owner);
        var project = await vault.CreateProjectAsync();
        using var bob = await BobAcceptsAsync(vault);
        await vault.AddAsync(bob, Role.Member);
        Assert.Empty((await owner.GetAsync($"{vault.Path}/invitations"))["items"]!.AsArray());
        await BobWorksAsync(vault, bob, project);
        await BobIsRemovedAsync(vault, bob, project);
    }

    private async Task<Person> BobAcceptsAsync(Organisation vault)
    {
        var owner = vault.Owner;
        var invitation = await owner.PostAsync($"{vault.Path}/invitations", new { email = "Bob@Example.org", role = "member" });
        var token = (string)invitation["token"]!;
        Assert.Equal($"/invitation#{token}", (string)invitation["link"]!);
        var state = await owner.GetAsync($"/api/v1/invitations/{token}");
        Assert.Equal(("bob@example.org", "member", false), ((string)state["email"]!, (string)state["role"]!, (bool)state["has_account"]!));
        Assert.Equal(HttpStatusCode.Conflict, await owner.StatusOfPostAsync($"/api/v1/invitations/{token}/accept", new { }));

        using (var nobody = new Person(server.NewBrowser(), Guid.Empty))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, await nobody.StatusOfPostAsync($"/api/v1/invitations/{token}/accept", new { name = "Bob" }));
            Assert.Equal(HttpStatusCode.NotFound, await nobody.StatusOfPostAsync($"/api/v1/invitations/{token}x/accept", new { }));
        }

        var bob = await Person.AcceptAsync(server, token);
        await owner.GetAsync($"/api/v1/accounts/{Guid.NewGuid()}/keys", HttpStatusCode.NotFound);
        Assert.Equal(Person.Text(bob.Keys.Sealing.Public), (string)(await owner.GetAsync($"/api/v1/accounts/{bob.Id}/keys"))["hpke_key"]!);
        Assert.Equal(bob.Id, (Guid)Assert.Single((await owner.GetAsync($"{vault.Path}/invitations"))["items"]!.AsArray())!["account"]!);

        // Accepting gives nothing yet, and twice is once.
        await bob.GetAsync(vault.Path, HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.OK, await bob.StatusOfPostAsync($"/api/v1/invitations/{token}/accept", new { }));
        return bob;
    }

    private static async Task BobWorksAsync(Organisation vault, Person bob, Guid project)
    {
        var shown = await bob.GetAsync(vault.Path);
        Assert.Equal(("member", null, 2, 2), ((string)shown["role"]!, (string?)shown["sealed_root_key"], shown["members"]!.AsArray().Count, shown["log"]!.AsArray().Count));
        Assert.Equal(Person.Wrapped, (string)shown["keys"]![0]!["sealed"]!);
        await bob.GetAsync($"/api/v1/projects/{project}");
        Assert.NotNull((await bob.GetAsync($"/api/v1/projects/{project}/epochs"))["items"]![0]!["sealed_key"]);
        Assert.Equal(project, (Guid)Assert.Single((await bob.GetAsync("/api/v1/projects"))["items"]!.AsArray())!["id"]!);

        Assert.Equal(HttpStatusCode.Forbidden, await bob.StatusOfPostAsync($"/api/v1/projects/{project}/epochs", Person.EpochBody(project, vault.Root, first: 9)));
        Assert.Equal(HttpStatusCode.Forbidden, await bob.StatusOfPostAsync($"{vault.Path}/invitations", new { email = "eve@example.org", role = "viewer" }));
        Assert.Equal(HttpStatusCode.Forbidden, await bob.StatusOfPostAsync("/api/v1/projects", new { name = "x", vault = vault.Id }));
        Assert.Equal(HttpStatusCode.Forbidden, await bob.StatusOfPostAsync("/api/v1/projects", new { name = "x" }));
        Assert.Equal(HttpStatusCode.Forbidden, await bob.StatusOfPostAsync($"{vault.Path}/log", new { entries = new[] { Organisation.Body(bob.Writer.Change(vault.Log, bob.Id, Role.Owner)) } }));
    }

    private static async Task BobIsRemovedAsync(Organisation vault, Person bob, Guid project)
    {
        var owner = vault.Owner;
        var (remove, rotate, body) = vault.Removal(bob.Id, project);
        await RefusedAsync(vault, Without(body, "epochs"), "epochs");
        await RefusedAsync(vault, Without(body, "sealed_keys"), "sealed_keys");
        await RefusedAsync(vault, new { entries = new[] { Organisation.Body(remove) } }, "entries");
        await RefusedAsync(vault, new { entries = new[] { new { entry = remove.Entry, signature = Person.Text(rotate.Signature) } } }, "entries[0].signature");
        Assert.Equal("member", (string)(await bob.GetAsync(vault.Path))["role"]!);

        var after = await owner.PostAsync($"{vault.Path}/log", body, HttpStatusCode.OK);
        vault.Take(remove, rotate);
        Assert.Equal(owner.Id, (Guid)Assert.Single(after["members"]!.AsArray())!["account"]!);
        Assert.Equal([1, 2], after["keys"]!.AsArray().Select(key => (int)key!["version"]!));
        Assert.Equal([1, 2], (await owner.GetAsync($"/api/v1/projects/{project}/epochs"))["items"]!.AsArray().Select(epoch => (int)epoch!["vault_key_version"]!));
        Assert.Equal("entries[0].entry", (string)(await owner.PostAsync($"{vault.Path}/log", body, HttpStatusCode.Conflict))["field"]!);

        await bob.GetAsync(vault.Path, HttpStatusCode.NotFound);
        await bob.GetAsync($"/api/v1/projects/{project}", HttpStatusCode.NotFound);
        await bob.GetAsync($"/api/v1/projects/{project}/epochs", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task WhoHasNotAcceptedCannotBeAdded()
    {
        using var owner = await Person.SecondAsync(server);
        using var vault = await Organisation.CreateAsync(owner);
        using var stranger = new Person(server.NewBrowser(), Guid.NewGuid());
        var entry = owner.Writer.Add(vault.Log, new Member(stranger.Id, Role.Viewer, stranger.Keys.Sealing.Public.ToArray(), stranger.Keys.Signing.Public.ToArray()));
        var body = new { entries = new[] { Organisation.Body(entry) }, sealed_keys = new[] { Organisation.Key(stranger.Id, 1) } };
        Assert.Equal("entries", (string)(await owner.PostAsync($"{vault.Path}/log", body, HttpStatusCode.Conflict))["field"]!);
    }

    [Fact]
    public async Task AMemberUnderOtherKeysThanItsOwnIsRefused()
    {
        using var owner = await Person.SecondAsync(server);
        using var vault = await Organisation.CreateAsync(owner);
        using var ann = await vault.InviteAsync(server, $"{Guid.NewGuid():N}@example.org", "viewer");
        using var forged = new Person(ann.Browser, ann.Id);
        var entry = owner.Writer.Add(vault.Log, new Member(ann.Id, Role.Viewer, forged.Keys.Sealing.Public.ToArray(), ann.Keys.Signing.Public.ToArray()));
        await RefusedAsync(vault, new { entries = new[] { Organisation.Body(entry) }, sealed_keys = new[] { Organisation.Key(ann.Id, 1) } }, "entries");
        await vault.AddAsync(ann, Role.Viewer);

        // A viewer may leave by itself, and nothing goes on before the key is replaced.
        var leave = ann.Writer.Remove(vault.Log, ann.Id);
        Assert.Equal(HttpStatusCode.NoContent, await ann.StatusOfPostAsync($"{vault.Path}/log", new { entries = new[] { Organisation.Body(leave) } }));
        vault.Take(leave);
        await ann.GetAsync(vault.Path, HttpStatusCode.NotFound);
        var add = owner.Writer.Add(vault.Log, new Member(ann.Id, Role.Viewer, ann.Keys.Sealing.Public.ToArray(), ann.Keys.Signing.Public.ToArray()));
        Assert.Equal(HttpStatusCode.Conflict, await owner.StatusOfPostAsync($"{vault.Path}/log", new { entries = new[] { Organisation.Body(add) } }));
    }

    /// <summary>Who leaves cannot replace the key that they hold, so nothing new is sealed to it until somebody who stays has.</summary>
    [Fact]
    public async Task WhenAMemberHasLeftNothingNewIsSealedBeforeTheKeyIsReplaced()
    {
        using var owner = await Person.SecondAsync(server);
        using var vault = await Organisation.CreateAsync(owner);
        var project = await vault.CreateProjectAsync();
        using var ann = await vault.InviteAsync(server, $"{Guid.NewGuid():N}@example.org", "viewer");
        await vault.AddAsync(ann, Role.Viewer);
        var leave = ann.Writer.Remove(vault.Log, ann.Id);
        Assert.Equal(HttpStatusCode.NoContent, await ann.StatusOfPostAsync($"{vault.Path}/log", new { entries = new[] { Organisation.Body(leave) } }));
        vault.Take(leave);

        var (another, epochs, document) = (Guid.NewGuid(), $"/api/v1/projects/{project}/epochs", $"/api/v1/projects/{project}/documents/goal/a");
        object Project(int version) => new { name = "Sealed", mode = "sealed", id = another, vault = vault.Id, epoch = Person.EpochBody(another, vault.Root, version: version) };
        JsonNode[] refused =
        [
            await owner.PostAsync(epochs, Person.EpochBody(project, vault.Root, first: 2), HttpStatusCode.Conflict),
            await owner.PostAsync("/api/v1/projects", Project(1), HttpStatusCode.Conflict),
            await owner.PutAsync(document, new { revision = 0, vault_key_version = 1, wrapped = Person.Wrapped }, HttpStatusCode.Conflict),
        ];
        Assert.All(refused, answer => Assert.Equal("rotation_due", (string?)answer["code"]));
        Assert.All(refused, answer => Assert.Contains("owner or admin", (string)answer["remedy"]!, StringComparison.Ordinal));

        await owner.PostAsync($"{vault.Path}/log", vault.Rotation(project), HttpStatusCode.OK);
        await owner.PostAsync(epochs, Person.EpochBody(project, vault.Root, first: 3, version: 2));
        await owner.PostAsync("/api/v1/projects", Project(2));
        await owner.PutAsync(document, new { revision = 0, vault_key_version = 2, wrapped = Person.Wrapped });
    }

    [Fact]
    public async Task APersonalVaultTakesNobodyIn()
    {
        using var owner = await Person.SecondAsync(server);
        using var vault = await Organisation.CreateAsync(owner, "personal");
        Assert.Equal("vault", (string)(await owner.PostAsync($"{vault.Path}/invitations", new { email = "x@example.org", role = "viewer" }, HttpStatusCode.Conflict))["field"]!);
    }

    private static async Task RefusedAsync(Organisation vault, object body, string field) =>
        Assert.Equal(field, (string)(await vault.Owner.PostAsync($"{vault.Path}/log", body, HttpStatusCode.UnprocessableEntity))["field"]!);

    private static JsonNode Without(object body, string member)
    {
        var node = System.Text.Json.JsonSerializer.SerializeToNode(body)!;
        node.AsObject().Remove(member);
        return node;
    }
}
