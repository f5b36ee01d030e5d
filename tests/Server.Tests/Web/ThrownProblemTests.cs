using System.Text.Json.Nodes;
using Footfall.Server.Web;
using Footfall.Storage.Events;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Footfall.Server.Tests.Web;

public sealed class ThrownProblemTests
{
    [Fact]
    public async Task AStoreThatIsSlowOrAwayAsksToComeBack()
    {
        foreach (Exception busy in new Exception[] { new QueryTimeoutException("It took too long."), new EventStoreUnavailableException("It is away.") })
        {
            var (answer, problem) = await AnswerAsync(busy);
            Assert.Equal((503, "5", busy.Message), (answer.StatusCode, answer.Headers.RetryAfter.ToString(), (string?)problem["detail"]));
        }
    }

    [Fact]
    public async Task AFailureOfOursSaysNothingOfItself()
    {
        var (answer, problem) = await AnswerAsync(new InvalidOperationException("secret inner working"));
        Assert.Equal(500, answer.StatusCode);
        Assert.DoesNotContain("secret", problem.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(answer.HttpContext.TraceIdentifier, (string?)problem["remedy"], StringComparison.Ordinal);
    }

    private static async Task<(HttpResponse Answer, JsonNode Problem)> AnswerAsync(Exception exception)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(), TraceIdentifier = "request-7" };
        using var body = new MemoryStream();
        context.Response.Body = body;
        Assert.True(await new ProblemAnswers(NullLogger<ProblemAnswers>.Instance).TryHandleAsync(context, exception, TestContext.Current.CancellationToken));
        return (context.Response, JsonNode.Parse(body.ToArray())!);
    }
}
