using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Footfall.Cli.Tests.Demo;

/// <summary>Answers as the server does, and remembers what it was sent.</summary>
internal sealed class FakeServer : HttpMessageHandler
{
    public const string Key = "ff_demo";

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _arrived = new(0);

    /// <summary>Ids of the events in the order of arrival.</summary>
    public List<Guid> Events { get; } = [];

    public string? Authorization { get; private set; }

    /// <summary>After so many batches all further ones are refused.</summary>
    public int FailsAfter { get; set; } = int.MaxValue;

    /// <summary>The next so many batches are answered 503.</summary>
    public int Busy { get; set; }

    public bool HasDemo { get; init; } = true;

    public string Dropped { get; init; } = "[]";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Authorization = request.Headers.Authorization?.ToString();
        if (request.RequestUri!.AbsolutePath == "/api/v1/projects") return Projects();
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        lock (_lock) return Collect(body);
    }

    /// <summary>Waits until so many events have come.</summary>
    public async Task HasAsync(int count)
    {
        while (true)
        {
            lock (_lock)
            {
                if (Events.Count >= count) return;
            }

            Assert.True(await _arrived.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), $"{count} events did not come.");
        }
    }

    protected override void Dispose(bool disposing)
    {
        _arrived.Dispose();
        base.Dispose(disposing);
    }

    private HttpResponseMessage Projects() => Json(HttpStatusCode.OK, $$"""
        {"items":[{"id":"11111111-1111-4111-8111-111111111111","key":"ff_other","is_demo":false,"mode":"identified","name":"Other"},
        {"id":"22222222-2222-4222-8222-222222222222","key":"{{Key}}","is_demo":{{(HasDemo ? "true" : "false")}},"mode":"anonymous","name":"Demo shop"}]}
        """);

    private HttpResponseMessage Collect(byte[] body)
    {
        if (Busy-- > 0)
        {
            var busy = Json(HttpStatusCode.ServiceUnavailable, "{}");
            busy.Headers.RetryAfter = new(TimeSpan.FromMilliseconds(1));
            return busy;
        }

        if (FailsAfter-- <= 0) return Json(HttpStatusCode.BadRequest, "{}");
        using var json = JsonDocument.Parse(body);
        var events = json.RootElement.GetProperty("events").EnumerateArray().ToArray();
        Events.AddRange(events.Select(one => one.GetProperty("id").GetGuid()));
        _arrived.Release();
        return Json(HttpStatusCode.Accepted, $$"""{"accepted":{{events.Length}},"dropped":{{Dropped}}}""");
    }

    private static HttpResponseMessage Json(HttpStatusCode status, string text) => new(status) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
}
