using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Footfall.Cli.Sending;

/// <summary>Sends batches, a few at a time, and again where the server asks for patience. Used from one thread.</summary>
internal sealed class BatchSender(HttpClient client, TimeProvider clock)
{
    private const int InFlight = 4;
    private const int MostTries = 8;

    private readonly List<Task> _sending = [];
    private long _accepted;
    private long _dropped;
    private string? _dropReason;

    public long Accepted => Interlocked.Read(ref _accepted);

    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>The first reason that the server gave for a dropped event.</summary>
    public string? DropReason => Volatile.Read(ref _dropReason);

    /// <summary>Waits while enough is under way, then sends without waiting for the answer.</summary>
    /// <param name="body">Of <c>POST /collect</c>.</param>
    public async Task SendAsync(byte[] body, CancellationToken cancellation)
    {
        while (_sending.Count >= InFlight)
        {
            var done = await Task.WhenAny(_sending);
            _sending.Remove(done);
            await done;
        }

        _sending.Add(PostAsync(body, cancellation));
    }

    /// <summary>Waits until all is answered.</summary>
    public async Task FinishAsync()
    {
        await Task.WhenAll(_sending);
        _sending.Clear();
    }

    private async Task PostAsync(byte[] body, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (answer, failure) = await TryPostAsync(body, cancellation);
            using (answer)
            {
                if (answer?.StatusCode == HttpStatusCode.Accepted)
                {
                    await CountAsync(answer, cancellation);
                    return;
                }

                var isTemporary = answer is null || answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;
                if (!isTemporary || attempt == MostTries)
                {
                    var told = answer is null ? failure!.Message : $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellation)}";
                    throw new CommandException($"The server did not take a batch ({told}). The same command goes on where this one ended.", failure);
                }

                await Task.Delay(Patience(answer, attempt), clock, cancellation);
            }
        }
    }

    private async Task<(HttpResponseMessage? Answer, HttpRequestException? Failure)> TryPostAsync(byte[] body, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            return (await client.PostAsync(new Uri("/collect", UriKind.Relative), content, cancellation), null);
        }
        catch (HttpRequestException failure)
        {
            return (null, failure);
        }
    }

    private static TimeSpan Patience(HttpResponseMessage? answer, int attempt) =>
        answer?.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(Math.Min(30, 1 << (attempt - 1)));

    private async Task CountAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        using var told = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellation), cancellationToken: cancellation);
        Interlocked.Add(ref _accepted, told.RootElement.GetProperty("accepted").GetInt64());
        if (!told.RootElement.TryGetProperty("dropped", out var dropped) || dropped.GetArrayLength() == 0) return;
        Interlocked.Add(ref _dropped, dropped.GetArrayLength());
        Interlocked.CompareExchange(ref _dropReason, dropped[0].GetProperty("reason").GetString(), null);
    }
}
