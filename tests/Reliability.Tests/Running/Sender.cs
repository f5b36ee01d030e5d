using System.Net;
using System.Text;
using Xunit;

namespace Footfall.Reliability.Tests.Running;

/// <summary>A client that keeps to the protocol: new events with ids of their own, and those that nobody acknowledged sent again under the same ids.</summary>
internal sealed class Sender(TestProject project, int seed)
{
    private readonly Random random = new(seed);
    private readonly List<Guid> acknowledged = [];
    private readonly List<Guid> stored = [];
    private Guid[]? unanswered;
    private int made;

    public IReadOnlyList<Guid> Acknowledged => acknowledged;

    /// <summary>Those of which the server said that they can be queried.</summary>
    public IReadOnlyList<Guid> Stored => stored;

    /// <summary>Sends until the server is gone, or refuses.</summary>
    /// <param name="waitsAtTimes">Whether one in sixteen waits until its events are stored.</param>
    public async Task SendUntilFailureAsync(HttpClient client, bool waitsAtTimes = false, int? events = null)
    {
        while (await SendAsync(client, waitsAtTimes && random.Next(16) == 0, events) == HttpStatusCode.Accepted)
        {
        }
    }

    /// <summary>Sends one batch; null where no answer came.</summary>
    public async Task<HttpStatusCode?> SendAsync(HttpClient client, bool waits = false, int? events = null)
    {
        // Half of what was not acknowledged is given up for good: both are allowed, and neither may be there twice.
        var batch = unanswered is { } again && random.Next(2) == 0 ? again : NewIds(events ?? random.Next(1, 8));
        unanswered = batch;
        try
        {
            using var answer = await client.PostAsync(waits ? "/collect?wait=stored" : "/collect", Body(batch), TestContext.Current.CancellationToken);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            if (answer.StatusCode != HttpStatusCode.Accepted) return answer.StatusCode;
            Assert.Contains($"\"accepted\":{batch.Length},", text, StringComparison.Ordinal);
            acknowledged.AddRange(batch);
            if (text.Contains("\"stored\":true", StringComparison.Ordinal)) stored.AddRange(batch);
            unanswered = null;
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private Guid[] NewIds(int count)
    {
        var ids = new Guid[count];
        Span<byte> bytes = stackalloc byte[16];
        for (var i = 0; i < count; i++)
        {
            random.NextBytes(bytes);
            ids[i] = new Guid(bytes);
        }

        return ids;
    }

    private StringContent Body(Guid[] ids)
    {
        var text = new StringBuilder($$"""{"key":"{{project.Key}}","events":[""");
        text.AppendJoin(',', ids.Select(id => $$$"""{"id":"{{{id}}}","name":"pageview","url":"https://{{{project.Domain}}}/page/{{{made++ % 50}}}","title":"A page","props":{"plan":"pro"}}"""));
        return new StringContent(text.Append("]}").ToString(), Encoding.UTF8, "application/json");
    }
}
