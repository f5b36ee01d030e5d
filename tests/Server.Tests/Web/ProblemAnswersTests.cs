using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Footfall.Server.Tests.Web;

public sealed class ProblemAnswersTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("{\"name\":7}", "$.name")]
    [InlineData("[]", "$")]
    [InlineData("{", "$")]
    public async Task ABodyOfTheWrongShapeIsToldByItsPlaceWithoutTheProgramsTypes(string body, string place)
    {
        using var machine = server.NewMachine();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await machine.PostAsync(new Uri("/api/v1/projects", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var detail = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["detail"]!;
        Assert.StartsWith($"The body cannot be read at {place}: line 1, byte ", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("Footfall.", detail, StringComparison.Ordinal);
    }
}
