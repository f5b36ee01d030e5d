namespace Footfall.Client;

/// <summary>
/// Sends by <see cref="HttpClient"/>: without cookies, without following redirects, and reading one megabyte of an answer at most. Thread-safe. It belongs to
/// who made it: a <see cref="FootfallClient"/> that was given one does not dispose it.
/// </summary>
public sealed class HttpTransport : IFootfallTransport, IDisposable
{
    private const int MostAnswerBytes = 1 << 20;

    private readonly HttpClient _client;
    private readonly bool _owned;

    /// <summary>With an <see cref="HttpClient"/> of its own, whose connections are renewed so that changes of DNS are seen.</summary>
    public HttpTransport()
    {
        var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(15), ConnectTimeout = TimeSpan.FromSeconds(10) };
        // The client above counts the time of an attempt.
        (_client, _owned) = (new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan }, true);
    }

    /// <summary>Over a client of yours, such as one with a proxy; it is not disposed here.</summary>
    /// <param name="client">The client.</param>
    public HttpTransport(HttpClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    /// <inheritdoc />
    public async ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), request.Url);
        if (!request.Body.IsEmpty) message.Content = new ReadOnlyMemoryContent(request.Body);
        foreach (var (name, value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value)) message.Content?.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        var body = await ReadAsync(answer.Content, cancellationToken).ConfigureAwait(false);
        var retryAfter = answer.Headers.TryGetValues("Retry-After", out var values) ? values.FirstOrDefault() : null;
        return new TransportAnswer((int)answer.StatusCode, retryAfter, body);
    }

    /// <summary>Ends the connections, where they are its own.</summary>
    public void Dispose()
    {
        if (_owned) _client.Dispose();
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var body = new MemoryStream();
        var buffer = new byte[4096];
        int read;
        while (body.Length < MostAnswerBytes && (read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0) body.Write(buffer, 0, read);
        return body.ToArray();
    }
}
