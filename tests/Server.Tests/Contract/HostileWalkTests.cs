using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace Footfall.Server.Tests.Contract;

/// <summary>Every documented operation is sent what no client sends: it is refused by a problem document that says what to do, and nothing fails.</summary>
public sealed partial class HostileWalkTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Unknown = "fft_0000000000000000000000000000000000000000000";

    private static readonly ContractDocument Document = ContractDocument.Read();

    /// <summary>What stands for names in addresses, the project's first.</summary>
    /// <remarks>No NUL and no address of more than eight kilobytes: the web server refuses these before any endpoint is asked.</remarks>
    private static readonly string[] HostileNames = ["%01", "%ED%A0%80", "..%2f..%2fetc", "-1", "99999999999999999999", new string('a', 800)];

    private readonly List<string> faults = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NoBodyAndNoAddressMakesAnEndpointFail()
    {
        using var machine = server.NewMachine();
        foreach (var operation in Document.Operations)
        {
            var project = (string)(await server.CreateProjectAsync($"p{Guid.NewGuid():N}.example"))["id"]!;
            foreach (var body in HostileBody.All) await SendAsync(machine, operation, Address(operation, project, "x"), body);
            foreach (var name in HostileNames)
            {
                await SendAsync(machine, operation, Address(operation, project, name), null);
                await SendAsync(machine, operation, Address(operation, name, name), null);
                await SendAsync(machine, operation, $"{Address(operation, project, "x")}?project={name}&site_id={name}&from={name}&to={name}&limit={name}&before={name}&period={name}&date={name}", null);
            }
        }

        await HoldAsync(machine);
    }

    [Fact]
    public async Task WrongMethodsAreRefused()
    {
        using var machine = server.NewMachine();
        var paths = Document.Operations.Select(operation => operation.Split(' ')).GroupBy(parts => parts[1], parts => parts[0]);
        foreach (var path in paths)
        {
            foreach (var method in new[] { "PUT", "PATCH", "DELETE", "POST", "TRACE", "NONSENSE" }.Except(path))
            {
                var status = await SendAsync(machine, $"{method} {path.Key}", Address($"{method} {path.Key}", Guid.NewGuid().ToString(), "x"), null);
                if (status is not (404 or 405)) faults.Add($"{method} {path.Key}: {status}");
            }
        }

        await HoldAsync(machine);
    }

    [Fact]
    public async Task NoTokenOfOthersOpensAProject()
    {
        using var machine = server.NewMachine();
        var (mine, theirs) = ((string)(await server.CreateProjectAsync("mine.example"))["id"]!, (string)(await server.CreateProjectAsync("theirs.example"))["id"]!);
        using var made = await machine.PostAsJsonAsync("/api/v1/tokens", new { name = "theirs", scopes = new[] { "read", "write", "manage" }, projects = new[] { theirs } }, Cancellation);
        var token = (string)JsonNode.Parse(await made.Content.ReadAsStringAsync(Cancellation))!["token"]!;
        foreach (var operation in Document.Operations.Where(operation => operation.Contains("{project}", StringComparison.Ordinal)))
        {
            foreach (var bearer in new[] { token, Unknown, "", new string('x', 4000) })
            {
                using var stranger = server.NewBrowser();
                stranger.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
                var status = await SendAsync(stranger, operation, Address(operation, mine, "x"), new HostileBody("an object", "{}"u8.ToArray()));
                if (status is not (401 or 403 or 404 or 429)) faults.Add($"{operation} with a token of others: {status}");
            }
        }

        using var still = await machine.GetAsync(new Uri($"/api/v1/projects/{mine}", UriKind.Relative), Cancellation);
        Assert.True(still.IsSuccessStatusCode);
        await HoldAsync(machine);
    }

    private async Task HoldAsync(HttpClient machine)
    {
        using var health = await machine.GetAsync(new Uri("/health", UriKind.Relative), Cancellation);
        if (!health.IsSuccessStatusCode) faults.Add($"health: {(int)health.StatusCode}");
        Assert.True(faults.Count == 0, $"{faults.Count} faults\n{string.Join('\n', faults)}");
    }

    private async Task<int> SendAsync(HttpClient client, string operation, string address, HostileBody? body)
    {
        var method = operation.Split(' ')[0];
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        // A server that refuses a body closes the connection behind its answer: the next request would find it closed.
        request.Headers.ConnectionClose = true;
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body.Bytes);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(body.Type);
        }

        using var answer = await AnswerAsync(client, request);
        if (answer is null)
        {
            // Who refuses a large body may close while it is still being sent.
            if (body is not { Bytes.Length: > 1 << 20 }) faults.Add($"{operation} with {body?.Name ?? "nothing"}: no answer");
            return 0;
        }

        var status = (int)answer.StatusCode;
        if (status >= 400 && await FaultAsync(answer, method) is { } fault)
            faults.Add($"{operation} ({(address.Length > 120 ? address[..120] : address)}) with {body?.Name ?? "nothing"}: {status} {fault}");
        return status;
    }

    /// <summary>Null where the connection was closed instead.</summary>
    private static async Task<HttpResponseMessage?> AnswerAsync(HttpClient client, HttpRequestMessage request)
    {
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>What a refusal lacks, or null.</summary>
    private static async Task<string?> FaultAsync(HttpResponseMessage answer, string method)
    {
        if ((int)answer.StatusCode == 500) return "the server failed";
        if (method == "HEAD") return null;
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json") return $"it is {answer.Content.Headers.ContentType}, no problem document";
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
        return problem["field"] is null && string.IsNullOrEmpty((string?)problem["remedy"]) ? $"neither field nor remedy: {problem.ToJsonString()}" : null;
    }

    private static string Address(string operation, string project, string name) =>
        Parameter().Replace(operation.Split(' ')[1], parameter => parameter.Value == "{project}" ? project : name);

    [GeneratedRegex("{[a-z]+}")]
    private static partial Regex Parameter();
}
