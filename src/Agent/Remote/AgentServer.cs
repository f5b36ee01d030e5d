using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Footfall.Agent.Remote;

/// <summary>The API of the server that keeps what is sealed, by the agent's token. Nothing that it says is believed without its proof. Thread-safe.</summary>
public sealed class AgentServer : IDisposable
{
    private const string Bytes = "application/octet-stream";
    private const long MostOfJson = 64L << 20;
    private const long MostOfBytes = 600L << 20;

    private readonly HttpClient client;

    /// <param name="address">Of the server; https, but on this machine.</param>
    public AgentServer(Uri address, string token)
    {
        // Redirected, the token would go to whom the server names.
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <exception cref="AgentException">The server refused, or answered something else.</exception>
    /// <exception cref="HttpRequestException">It cannot be reached, or is busy: ask again later.</exception>
    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var answer = await SendAsync(request, cancellation);
        return Parse(await ReadAsync(answer, MostOfJson, cancellation));
    }

    /// <summary>Null where there is no such thing.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public async Task<JsonElement?> FindAsync(string path, CancellationToken cancellation) =>
        await GetBytesAsync(path, "application/json", cancellation) is { } body ? Parse(body) : null;

    /// <summary>Null where there is no such thing.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public Task<byte[]?> GetBytesAsync(string path, CancellationToken cancellation) => GetBytesAsync(path, Bytes, cancellation);

    /// <summary>False where things have moved on since (<c>409</c>).</summary>
    /// <inheritdoc cref="GetAsync"/>
    public async Task<bool> SendAsync(HttpMethod method, string path, HttpContent body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body };
        using var answer = await client.SendAsync(request, cancellation);
        if (answer.StatusCode == HttpStatusCode.Conflict) return false;
        await CheckAsync(answer, cancellation);
        return true;
    }

    public void Dispose() => client.Dispose();

    private async Task<byte[]?> GetBytesAsync(string path, string type, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (answer.StatusCode == HttpStatusCode.NotFound) return null;
        await CheckAsync(answer, cancellation);
        return await ReadAsync(answer, type == Bytes ? MostOfBytes : MostOfJson, cancellation);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        try
        {
            await CheckAsync(answer, cancellation);
            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    private static async Task CheckAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (answer.IsSuccessStatusCode) return;
        var status = (int)answer.StatusCode;
        if (status is 408 or 429 or >= 500) throw new HttpRequestException($"The server answered {status}.", null, answer.StatusCode);
        if (status == 401) throw new AgentException("The server does not know the agent's token: it was removed, or FOOTFALL_AGENT_TOKEN has another one.");
        throw new AgentException($"The server refused ({status}): {await DetailAsync(answer, cancellation)}");
    }

    private static async Task<string> DetailAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        try
        {
            return Parse(await ReadAsync(answer, 64 * 1024, cancellation)).GetProperty("detail").GetString() ?? "";
        }
        catch (Exception error) when (error is AgentException or InvalidOperationException or KeyNotFoundException)
        {
            return $"it says no more than {answer.ReasonPhrase}.";
        }
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage answer, long most, CancellationToken cancellation)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        using var read = new MemoryStream();
        var buffer = new byte[81_920];
        for (int count; (count = await body.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (read.Length + count > most) throw new AgentException("The server answered more than it ever should.");
            read.Write(buffer, 0, count);
        }

        return read.ToArray();
    }

    private static JsonElement Parse(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new AgentException("The server answered something that is no JSON: is it a Footfall server?");
        }
    }
}
