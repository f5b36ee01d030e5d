using System.Net;
using System.Text;
using System.Text.Json;
using Footfall.Server.Tests.Accounts;
using Xunit;

namespace Footfall.Server.Tests.Asking;

public sealed class ErasureEndpointTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task AReceiptThatItsSenderSignedIsInTheAuditLogAndNoOther()
    {
        using var owner = await Person.SecondAsync(server);
        using var vault = await Organisation.CreateAsync(owner);
        using var project = await SealedProject.CreateAsync(server, vault);
        using var other = await SealedProject.CreateAsync(server, vault);
        var path = $"/api/v1/projects/{project.Project.Id}/erasures";
        var statement = Statement(project.Project.Id.Value, owner.Id);

        using var stranger = new Person(owner.Browser, owner.Id);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await owner.StatusOfPostAsync(path, Body(statement, stranger)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await owner.StatusOfPostAsync(path, Body(Statement(other.Project.Id.Value, owner.Id), owner)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await owner.StatusOfPostAsync(path, Body(Statement(project.Project.Id.Value, Guid.NewGuid()), owner)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await owner.StatusOfPostAsync(path, Body("erased", owner)));
        Assert.Equal(HttpStatusCode.NoContent, await owner.StatusOfPostAsync(path, Body(statement, owner)));

        var lines = (await owner.GetAsync($"/api/v1/projects/{project.Project.Id}/audit"))["items"]!.AsArray();
        var line = Assert.Single(lines, line => (string)line!["action"]! == "project.visitor_erased")!;
        Assert.StartsWith($"{statement} ", (string)line["detail"]!, StringComparison.Ordinal);
    }

    private static string Statement(Guid project, Guid by) => JsonSerializer.Serialize(new { by, events = 3, kind = "erasure", project });

    private static object Body(string statement, Person signer) =>
        new { statement, signature = Person.Text(signer.Keys.Signing.Sign(Encoding.UTF8.GetBytes(statement))) };
}
