using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Footfall.Sealing.Membership;
using Xunit;

namespace Footfall.Server.Tests.Accounts;

public sealed class AgentAndDocumentTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task AnAgentIsAMemberByTheLogAndEndsWithIt()
    {
        using var owner = await Person.SecondAsync(server);
        using var vault = await Organisation.CreateAsync(owner);
        var project = await vault.CreateProjectAsync();
        using var keys = new Person(server.NewBrowser(), Guid.Empty);
        var made = await owner.PostAsync($"{vault.Path}/agents", new { name = "worker", hpke_key = Person.Text(keys.Keys.Sealing.Public), sign_key = Person.Text(keys.Keys.Signing.Public) });
        using var agent = new Person(server.NewBrowser(), (Guid)made["id"]!, keys.Keys);
        agent.Browser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)made["token"]!);
        await agent.GetAsync(vault.Path, HttpStatusCode.NotFound);
        await agent.GetAsync($"/api/v1/projects/{project}/epochs", HttpStatusCode.NotFound);

        await vault.AddAsync(agent, Role.Member);
        var shown = await agent.GetAsync(vault.Path);
        Assert.Contains(shown["members"]!.AsArray(), m => (Guid)m!["account"]! == agent.Id && (string?)m["email"] is null && (string)m["name"]! == "worker");
        await agent.GetAsync($"/api/v1/projects/{project}/epochs");
        await agent.PutAsync($"/api/v1/projects/{project}/documents/goal/a1", new { revision = 0, vault_key_version = 1, wrapped = Person.Wrapped });
        await agent.GetAsync("/api/v1/account/keys", HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.Conflict, await owner.StatusOfDeleteAsync($"{vault.Path}/agents/{agent.Id}"));

        var (remove, rotate, body) = vault.Removal(agent.Id, project);
        await owner.PostAsync($"{vault.Path}/log", body, HttpStatusCode.OK);
        vault.Take(remove, rotate);
        await agent.GetAsync($"/api/v1/projects/{project}/epochs", HttpStatusCode.Unauthorized);
        Assert.Empty((await owner.GetAsync($"{vault.Path}/agents"))["items"]!.AsArray());
    }

    [Fact]
    public async Task AnAgentThatIsNoMemberCanBeForgotten()
    {
        using var owner = await Person.SecondAsync(server);
        using var vault = await Organisation.CreateAsync(owner);
        var made = await owner.PostAsync($"{vault.Path}/agents", new { name = "worker", hpke_key = Person.Text(owner.Keys.Sealing.Public), sign_key = Person.Text(owner.Keys.Signing.Public) });
        using var agent = new Person(server.NewBrowser(), (Guid)made["id"]!);
        agent.Browser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)made["token"]!);
        Assert.Empty((await agent.GetAsync("/api/v1/projects"))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.NoContent, await owner.StatusOfDeleteAsync($"{vault.Path}/agents/{agent.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, await owner.StatusOfDeleteAsync($"{vault.Path}/agents/{agent.Id}"));
        await agent.GetAsync("/api/v1/projects", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task ADocumentIsReplacedByWhoHasReadIt()
    {
        using var owner = await Person.SecondAsync(server);
        using var vault = await Organisation.CreateAsync(owner);
        var project = await vault.CreateProjectAsync();
        var path = $"/api/v1/projects/{project}/documents/goal/a1";
        await owner.GetAsync(path, HttpStatusCode.NotFound);
        Assert.Equal(1, (int)(await owner.PutAsync(path, new { revision = 0, vault_key_version = 1, wrapped = Person.Wrapped }))["revision"]!);
        Assert.Equal("revision", (string)(await owner.PutAsync(path, new { revision = 0, vault_key_version = 1, wrapped = Person.Wrapped }, HttpStatusCode.Conflict))["field"]!);
        Assert.Equal("vault_key_version", (string)(await owner.PutAsync(path, new { revision = 1, vault_key_version = 2, wrapped = Person.Wrapped }, HttpStatusCode.Conflict))["field"]!);
        var other = Person.Text(new byte[5000]);
        await owner.PutAsync(path, new { revision = 1, vault_key_version = 1, wrapped = other });
        var read = await owner.GetAsync(path);
        Assert.Equal((2, other), ((int)read["revision"]!, (string)read["wrapped"]!));
        Assert.EndsWith("@example.org", (string)read["changed_by"]!, StringComparison.Ordinal);
        Assert.Equal("wrapped", (string)(await owner.PutAsync(path, new { revision = 2, vault_key_version = 1, wrapped = new string('A', 360_000) }, HttpStatusCode.UnprocessableEntity))["field"]!);
        await owner.PutAsync(path, new { revision = 2, vault_key_version = 1, wrapped = new string('A', 450_000) }, HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal("kind", (string)(await owner.PutAsync($"/api/v1/projects/{project}/documents/Goal!/a1", new { wrapped = other }, HttpStatusCode.UnprocessableEntity))["field"]!);
        Assert.Single((await owner.GetAsync($"/api/v1/projects/{project}/documents?kind=goal"))["items"]!.AsArray());
        Assert.Empty((await owner.GetAsync($"/api/v1/projects/{project}/documents?kind=view"))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.NoContent, await owner.StatusOfDeleteAsync(path));
        Assert.Equal(HttpStatusCode.NotFound, await owner.StatusOfDeleteAsync(path));
    }

    [Fact]
    public async Task DocumentsAreReadPageByPageInBoundedSizes()
    {
        using var owner = await Person.SecondAsync(server);
        using var vault = await Organisation.CreateAsync(owner);
        var documents = $"/api/v1/projects/{await vault.CreateProjectAsync()}/documents";
        string[] names = ["goal/B", "goal/a", "goal/a-1", "view/a", "view/b"];
        foreach (var name in names) await KeepAsync($"{documents}/{name}", 100);
        Assert.Equal(names, await PagesAsync($"{documents}?limit=2", pages: 3));
        Assert.Equal(names[..3], await PagesAsync($"{documents}?kind=goal&limit=1", pages: 3));
        Assert.Equal(names, await PagesAsync($"{documents}?limit=5", pages: 1));
        await owner.GetAsync($"{documents}?limit=0", HttpStatusCode.UnprocessableEntity);
        await owner.GetAsync($"{documents}?limit=501", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("after", (string)(await owner.GetAsync($"{documents}?after=goal", HttpStatusCode.UnprocessableEntity))["field"]!);

        // Two hundred and fifty kibibytes each: sixteen have room on a page of four mebibytes, a hundred and thirty-one in a project.
        for (var i = 0; i < 131; i++) await KeepAsync($"{documents}/large/{i:000}", 250 * 1024);
        Assert.Equal(131, (await PagesAsync($"{documents}?kind=large", pages: 9)).Count);
        Assert.Contains("32 MiB", (string)(await owner.PutAsync($"{documents}/large/131", Document(250 * 1024), HttpStatusCode.Conflict))["detail"]!, StringComparison.Ordinal);
        await owner.PutAsync($"{documents}/large/000", Document(250 * 1024, revision: 1));

        Task<JsonNode> KeepAsync(string path, int bytes) => owner.PutAsync(path, Document(bytes));
        object Document(int bytes, int revision = 0) => new { revision, vault_key_version = 1, wrapped = Person.Text(new byte[bytes]) };
        async Task<List<string>> PagesAsync(string path, int pages)
        {
            var read = new List<string>();
            string? next = null;
            do
            {
                var page = await owner.GetAsync(next is null ? path : $"{path}&after={Uri.EscapeDataString(next)}");
                read.AddRange(page["items"]!.AsArray().Select(item => $"{item!["kind"]}/{item["id"]}"));
                next = (string?)page["next"];
                pages--;
            }
            while (next is not null);
            Assert.Equal(0, pages);
            return read;
        }
    }
}
