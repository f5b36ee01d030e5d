using System.Text.Json.Nodes;

namespace Footfall.Ingestion.Tests.Dialects;

/// <summary>Requests of real SDKs as they went over the wire, byte for byte.</summary>
internal static class Recording
{
    /// <summary>In order; each may be sent once.</summary>
    /// <param name="name">A file of the folder Recordings.</param>
    /// <param name="prefix">Put before each address, such as <c>/compat/umami</c>.</param>
    public static IEnumerable<HttpRequestMessage> Of(string name, string prefix = "")
    {
        var recorded = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Dialects", "Recordings", name + ".json")))!;
        foreach (var request in recorded["requests"]!.AsArray())
        {
            var message = new HttpRequestMessage(new HttpMethod((string)request!["method"]!), prefix + (string)request["url"]!);
            if (request["wireBase64"] is { } body && (string)request["method"]! != "GET") message.Content = new ByteArrayContent(Convert.FromBase64String((string)body!));
            foreach (var (header, value) in request["headers"]!.AsObject())
            {
                if (header is "content-length" or "transfer-encoding" or "host" or "connection") continue;
                if (!message.Headers.TryAddWithoutValidation(header, (string)value!)) message.Content?.Headers.TryAddWithoutValidation(header, (string)value!);
            }

            yield return message;
        }
    }
}
