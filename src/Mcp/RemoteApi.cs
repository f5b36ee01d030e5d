using System.Text;

namespace Footfall.Mcp;

/// <summary>A server elsewhere, by HTTP. Thread-safe.</summary>
/// <param name="http">With the server's address and whatever says who is calling.</param>
public sealed class RemoteApi(HttpClient http) : IFootfallApi
{
    public async Task<ApiAnswer> SendAsync(ApiRequest request, CancellationToken cancellation)
    {
        var path = request.Values.Aggregate(request.Route, (route, value) => route.Replace($"{{{value.Key}}}", Uri.EscapeDataString(value.Value), StringComparison.Ordinal));
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(path, UriKind.Relative));
        if (request.Body is not null) message.Content = new StringContent(request.Body, Encoding.UTF8, "application/json");
        try
        {
            using var answer = await http.SendAsync(message, cancellation);
            return new ApiAnswer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation));
        }
        catch (Exception error) when (error is HttpRequestException || (error is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return new ApiAnswer(503, $$"""{"detail": "The server cannot be reached.", "remedy": "Check its address, and whether it runs."}""");
        }
    }
}
