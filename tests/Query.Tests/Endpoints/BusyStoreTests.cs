using System.Text.Json.Nodes;
using Footfall.DuckDb;
using Footfall.Query.Endpoints;
using Footfall.Query.Results;
using Footfall.Storage.Events;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Footfall.Query.Tests.Endpoints;

public sealed class BusyStoreTests
{
    public static TheoryData<Exception, string> Passing { get; } = new()
    {
        { new QueryTimeoutException("It took too long."), "10" },
        { new DuckDbException("Out of Memory Error: no more", DuckDbErrorType.OutOfMemory), "60" },
        { new EventStoreUnavailableException("It is away."), "1" },
    };

    [Theory]
    [MemberData(nameof(Passing), DisableDiscoveryEnumeration = true)]
    public async Task AQuestionThatFoundNoAnswerSaysWhenToAskAgain(Exception failure, string after)
    {
        var context = new DefaultHttpContext();
        using var body = new MemoryStream();
        context.Response.Body = body;
        var answer = await QuestionEndpoint.AnswerAsync<Answer>(() => throw failure, _ => throw new InvalidOperationException("There is no answer."), NullLoggerFactory.Instance);
        await answer.ExecuteAsync(context);

        Assert.Equal((503, after), (context.Response.StatusCode, context.Response.Headers.RetryAfter.ToString()));
        Assert.False(string.IsNullOrEmpty((string?)JsonNode.Parse(body.ToArray())!["remedy"]));
    }

    [Fact]
    public async Task AnotherFailureIsNotTakenForABusyStore() => await Assert.ThrowsAsync<DuckDbException>(
        () => QuestionEndpoint.AnswerAsync<Answer>(() => throw new DuckDbException("Binder Error: ours"), _ => throw new InvalidOperationException("There is no answer."), NullLoggerFactory.Instance));
}
