using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Footfall.Sdk.Client.Tests;

/// <summary>A real web server on loopback that takes everything, unless it was told to fail first.</summary>
public sealed class FaultyServer : IAsyncLifetime
{
    private readonly ConcurrentQueue<Func<HttpContext, Task>> faults = new();
    private readonly Channel<Received> received = Channel.CreateUnbounded<Received>();
    private WebApplication app = null!;

    public Uri Address { get; private set; } = null!;

    /// <summary>What it answers when no fault is left.</summary>
    public Func<HttpContext, Task> Usual { get; set; } = http => Answer(http, 202, """{"accepted":1,"dropped":[]}""");

    public List<Received> All { get; } = [];

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(HandleAsync);
        await app.StartAsync();
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public void FailNext(params Func<HttpContext, Task>[] next)
    {
        foreach (var fault in next) faults.Enqueue(fault);
    }

    public static Func<HttpContext, Task> Status(int status, string body = "{}", string? retryAfter = null) => http =>
    {
        if (retryAfter is not null) http.Response.Headers.RetryAfter = retryAfter;
        return Answer(http, status, body);
    };

    /// <summary>The connection is cut after the body was read.</summary>
    public static Task Cut(HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }

    /// <summary>It never answers.</summary>
    public static async Task Slow(HttpContext http)
    {
        var gone = new TaskCompletionSource();
        await using var registration = http.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    public ValueTask<Received> NextAsync() => received.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    public Task StopAsync() => app.StopAsync();

    private static Task Answer(HttpContext http, int status, string body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body);
    }

    private async Task HandleAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var headers = http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var one = new Received(http.Request.Method, http.Request.Path + http.Request.QueryString, headers, body.ToArray());
        lock (All) All.Add(one);
        received.Writer.TryWrite(one);
        await (faults.TryDequeue(out var fault) ? fault : Usual)(http);
    }

    public sealed record Received(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
    {
        public string Text => Encoding.UTF8.GetString(Body);

        public JsonNode Json => JsonNode.Parse(Body)!;

        public string[] Ids => [.. Json["events"]!.AsArray().Select(one => (string)one!["id"]!)];
    }
}
