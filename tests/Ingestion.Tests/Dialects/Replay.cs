using System.Net;
using System.Text;
using Footfall.Ingestion.Tests.Endpoints;
using Xunit;

namespace Footfall.Ingestion.Tests.Dialects;

/// <summary>Sends to a host as clients of other products do.</summary>
internal static class Replay
{
    public const string Agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";
    public const string Origin = "https://site.example";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Sends from a page of <see cref="Origin"/>, and holds that the page may read the answer.</summary>
    public static async Task<(HttpStatusCode Status, string Body, HttpResponseMessage Answer)> SendAsync(
        this CollectHost host, string method, string address, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (body is not null) request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Headers.TryAddWithoutValidation("User-Agent", Agent);
        request.Headers.Add("Origin", Origin);
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var answer = await host.Client.SendAsync(request, Cancellation);
        Assert.Equal(request.Headers.GetValues("Origin").Single(), answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("true", answer.Headers.GetValues("Access-Control-Allow-Credentials").Single());
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation), answer);
    }

    /// <summary>What the project has of one host, in order of time and name.</summary>
    public static async Task<IReadOnlyList<IReadOnlyDictionary<string, string?>>> OfHostAsync(this CollectHost host, int project, string hostname, string columns) =>
        [.. (await host.StoredAsync(project, "hostname, " + columns)).Where(row => row["hostname"] == hostname)];
}
