using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Footfall.Reliability.Tests.Running;

/// <summary>An answer that refuses, and what RFC 9457 and this house ask of it.</summary>
internal sealed record Refusal(HttpStatusCode Status, string? ContentType, string Body, TimeSpan? RetryAfter)
{
    public static Task<Refusal> OfAsync(HttpClient client, TestProject project, int events = 1)
    {
        var each = string.Join(',', Enumerable.Repeat("""{"name":"pageview","url":"https://example.org/"}""", events));
        var content = new StringContent($$"""{"key":"{{project.Key}}","events":[{{each}}]}""", Encoding.UTF8, "application/json");
        return OfAsync(client, new HttpRequestMessage(HttpMethod.Post, "/collect") { Content = content });
    }

    public static async Task<Refusal> OfAsync(HttpClient client, HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return new Refusal(answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, body, answer.Headers.RetryAfter?.Delta);
        }
    }

    /// <summary>Fails unless it is a problem document that says what is wrong and what to do.</summary>
    public void NamesARemedy(string? field = null)
    {
        Assert.Equal("application/problem+json", ContentType);
        var problem = JsonNode.Parse(Body)!.AsObject();
        Assert.Equal((int)Status, (int)problem["status"]!);
        Assert.False(string.IsNullOrWhiteSpace((string?)problem["title"]), Body);
        Assert.False(string.IsNullOrWhiteSpace((string?)problem["detail"]), Body);
        Assert.False(string.IsNullOrWhiteSpace((string?)problem["remedy"]), Body);
        if (field is not null) Assert.Equal(field, (string?)problem["field"]);
    }
}
