using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Footfall.Server.Tests.Contract;

/// <summary>Sends exchanges to a server and holds each answer against the document.</summary>
internal sealed class Conversation(RunningServer server, ContractDocument document, Dictionary<string, string> names) : IDisposable
{
    /// <summary>Keeps the owner's cookie, which the forger's requests carry too.</summary>
    private readonly HttpClient withCookies = server.NewBrowser();
    private readonly HttpClient without = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server.Address };

    /// <summary>What is wrong with the answer, in sentences.</summary>
    public async Task<IReadOnlyList<string>> HoldAsync(Exchange exchange, CancellationToken cancellation)
    {
        for (var time = 1; ; time++)
        {
            using var request = Request(exchange);
            using var answer = await (exchange.As is Caller.Owner or Caller.Forger ? withCookies : without).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if ((int)answer.StatusCode != exchange.Status && time < exchange.Times) continue;
            var text = (int)answer.StatusCode == 101 ? "" : await answer.Content.ReadAsStringAsync(cancellation);
            if ((int)answer.StatusCode != exchange.Status) return [$"{exchange}: answered {(int)answer.StatusCode} {text}"];
            if (exchange.Learn is not null) Learn(exchange.Learn, JsonNode.Parse(text)!);
            return [.. Faults(exchange, answer, text).Select(fault => $"{exchange}: {fault}")];
        }
    }

    public void Dispose()
    {
        withCookies.Dispose();
        without.Dispose();
    }

    private IEnumerable<string> Faults(Exchange exchange, HttpResponseMessage answer, string text)
    {
        if (document.Response(exchange.Operation, exchange.Status) is not { } documented) return ["this answer is not documented"];
        var faults = new List<string>();
        foreach (var (name, header) in documented["headers"]?.AsObject() ?? [])
        {
            if ((bool?)header!["required"] == true && !answer.Headers.Contains(name)) faults.Add($"the header {name} is missing");
        }

        var type = answer.Content.Headers.ContentType?.MediaType;
        var content = documented["content"]?.AsObject();
        if (content is null && text.Length > 0) faults.Add($"it has a body of {type}, none is documented");
        else if (content is not null && (type is null || !content.ContainsKey(type))) faults.Add($"it is {type}, documented is {string.Join(", ", content.Select(c => c.Key))}");
        else if (content is not null && type!.EndsWith("json", StringComparison.Ordinal)) faults.AddRange(document.Shapes.Faults(content[type]!["schema"]!, JsonNode.Parse(text)));
        if (exchange is { Status: < 300, Body: not null } && document.Request(exchange.Operation) is { } schema)
            faults.AddRange(document.Shapes.Faults(schema, JsonNode.Parse(Fill(exchange.Body)), "its request, which was taken, "));
        return faults;
    }

    private HttpRequestMessage Request(Exchange exchange)
    {
        var (method, path) = exchange.Operation.Split(' ') is [var first, var second] ? (first, second) : throw new ArgumentException(exchange.Operation);
        var request = new HttpRequestMessage(new HttpMethod(method), Fill(exchange.Address ?? path));
        if (exchange.Body is not null) request.Content = new StringContent(Fill(exchange.Body), Encoding.UTF8, exchange.Type);
        if (exchange.As is Caller.Machine) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", RunningServer.Token);
        if (exchange.As is Caller.Reader) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", names["reader"]);
        if (exchange.As is Caller.Owner && names.TryGetValue("csrf", out var csrf)) request.Headers.Add("X-CSRF-Token", csrf);
        foreach (var (name, value) in exchange.Headers) request.Headers.TryAddWithoutValidation(name, Fill(value));
        return request;
    }

    private string Fill(string text) => names.Aggregate(text, (filled, name) => filled.Replace($"{{{name.Key}}}", name.Value, StringComparison.Ordinal));

    private void Learn(string what, JsonNode answer)
    {
        foreach (var pair in what.Split(','))
        {
            if (pair.Split('=') is [var name, var member]) names[name] = (string)member.Split('.').Aggregate(answer, (node, part) => node[part]!)!;
        }
    }
}
