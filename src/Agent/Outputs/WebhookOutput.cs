using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Footfall.Agent.Digests;

namespace Footfall.Agent.Outputs;

/// <summary>
/// Posts the JSON. <c>Footfall-Signature: t=…,v1=…</c> has the time (seconds since 1970) and, as hex, the HMAC-SHA256 under the shared secret of that time, a
/// full stop and the body: who receives it refuses another signature, and old times.
/// </summary>
public sealed class WebhookOutput(Uri url, string secretVariable) : IOutput
{
    public async Task SendAsync(Report report, OutputMeans means, CancellationToken cancellation)
    {
        var time = report.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(time), (byte)'.', .. report.Json];
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(means.Secret(secretVariable)), signed));
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(report.Json) { Headers = { ContentType = new("application/json") } } };
        request.Headers.Add("Footfall-Signature", $"t={time},v1={signature}");
        try
        {
            using var answer = await means.Http.SendAsync(request, cancellation);
            if (!answer.IsSuccessStatusCode) throw new AgentException($"The webhook answered {(int)answer.StatusCode}.");
        }
        catch (Exception error) when (error is HttpRequestException || (error is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new AgentException($"The webhook cannot be reached: {error.Message}");
        }
    }
}
