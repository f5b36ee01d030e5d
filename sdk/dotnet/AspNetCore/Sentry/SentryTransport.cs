using System.Globalization;
using Footfall.Client;

namespace Footfall.AspNetCore.Sentry;

/// <summary>
/// Sentry says how long it wants no errors in a header of its own, <c>X-Sentry-Rate-Limits: 60:error;transaction:key</c>, also with a success: from then on
/// nothing is asked of it until the time is over.
/// </summary>
internal sealed class SentryTransport(TimeProvider time) : IFootfallTransport, IDisposable
{
    private const string Header = "X-Sentry-Rate-Limits";
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(15) }) { Timeout = Timeout.InfiniteTimeSpan };
    private DateTimeOffset _until;

    public async ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        var left = _until - time.GetUtcNow();
        if (left > TimeSpan.Zero) return Limited(left);
        using var message = new HttpRequestMessage(HttpMethod.Post, request.Url) { Content = new ReadOnlyMemoryContent(request.Body) };
        foreach (var (name, value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value)) message.Content.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        var limit = answer.Headers.TryGetValues(Header, out var limits) ? SecondsOf(string.Join(',', limits)) : 0;
        if (limit > 0) _until = time.GetUtcNow().AddSeconds(limit);
        var retryAfter = answer.Headers.TryGetValues("Retry-After", out var values) ? values.FirstOrDefault() : null;
        return answer.StatusCode == System.Net.HttpStatusCode.TooManyRequests && limit > 0 ? Limited(TimeSpan.FromSeconds(limit)) : new TransportAnswer((int)answer.StatusCode, retryAfter, default);
    }

    /// <summary>The longest limit that binds errors; a limit without categories binds everything.</summary>
    public static int SecondsOf(string header) => header.Split(',')
        .Select(limit => limit.Trim().Split(':'))
        .Where(parts => parts.Length < 2 || parts[1].Length == 0 || parts[1].Split(';').Any(category => category is "error" or "default"))
        .Select(parts => int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? Math.Min(seconds, 3600) : 0)
        .DefaultIfEmpty(0).Max();

    public void Dispose() => _client.Dispose();

    private static TransportAnswer Limited(TimeSpan left) => new(429, Math.Ceiling(left.TotalSeconds).ToString(CultureInfo.InvariantCulture), default);
}
