using System.Globalization;
using System.Text;
using Footfall.Reliability.Tests.Running;
using Xunit;

namespace Footfall.Reliability.Tests;

/// <summary>
/// Random requests to every public endpoint: never a 5xx, never a hang, and each 4xx is a problem document. FOOTFALL_FUZZ_SEED repeats a run and
/// FOOTFALL_FUZZ_ROUNDS makes it longer.
/// </summary>
public sealed class FuzzTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly int Seed = Number("FOOTFALL_FUZZ_SEED", 20261126);
    private static readonly int Rounds = Number("FOOTFALL_FUZZ_ROUNDS", 150);

    [Fact]
    public async Task NoRequestIsAnsweredByAFailureAndEachRefusalIsAProblemDocument()
    {
        var fuzz = new Fuzz(Seed, shared.Project);
        using var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1 };
        using var client = new HttpClient(handler) { BaseAddress = shared.Process.Address, Timeout = TimeSpan.FromSeconds(40) };
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (method, path, template) in fuzz.Endpoints)
            {
                var (request, told) = fuzz.Request(method, path, template, ServerProcess.Token);
                var refused = await Refusal.OfAsync(client, request);
                var context = $"Seed {Seed}, round {round}: {told} was answered {(int)refused.Status} {refused.ContentType} {refused.Body}";
                Assert.True((int)refused.Status < 500, $"{context}\n{shared.Process.Output}");
                // The server's own reader of HTTP answers what is no HTTP, without a body.
                if ((int)refused.Status >= 400 && refused.Body.Length > 0) Assert.True(refused.ContentType == "application/problem+json" && refused.Body.Contains("\"remedy\"", StringComparison.Ordinal), context);
                if ((int)refused.Status >= 400 && refused.Body.Length == 0) Assert.True(method == HttpMethod.Head || (int)refused.Status == 400, context);
            }
        }

        await shared.Process.StillRunsAsync();
        Books.Balance(await shared.Process.DrainedBooksAsync(shared.Project));
    }

    private static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
