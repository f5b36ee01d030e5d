using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Footfall.Notices.Sending;

/// <summary>
/// Posts JSON. <c>Footfall-Signature: t=…,v1=…</c> has the time (seconds since 1970) and, as hex, the HMAC-SHA256 under the shared secret of that time, a
/// full stop and the body: who receives it refuses another signature, and old times.
/// </summary>
public static class Webhook
{
    /// <summary>An https address; http is for this machine alone.</summary>
    public static bool IsAddress(Uri? address) => address is { IsAbsoluteUri: true } && (address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback));

    public static string Sign(string secret, DateTimeOffset at, byte[] body)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(time), (byte)'.', .. body];
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }

    /// <param name="signature">Null: unsigned, for receivers that know none.</param>
    /// <exception cref="NoticeException">It was not taken.</exception>
    public static async Task PostAsync(HttpClient http, Uri address, byte[] body, string? signature, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } };
        if (signature is not null) request.Headers.Add("Footfall-Signature", signature);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!answer.IsSuccessStatusCode) throw new NoticeException($"The webhook answered {(int)answer.StatusCode}.");
        }
        catch (Exception error) when (error is HttpRequestException || (error is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new NoticeException($"The webhook cannot be reached: {error.Message}");
        }
    }
}
