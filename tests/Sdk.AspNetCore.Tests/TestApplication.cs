using System.Collections.Concurrent;
using System.Text.Json;
using Footfall.AspNetCore;
using Footfall.Client;
using Footfall.Client.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Footfall.Sdk.AspNetCore.Tests;

/// <summary>A web application with Footfall in it, on Kestrel, whose events end in a transport of the tests'.</summary>
internal sealed class TestApplication : IAsyncDisposable
{
    private readonly WebApplication app;

    private TestApplication(WebApplication app, TestTransport transport, ConcurrentQueue<string> lines) => (this.app, Transport, Lines) = (app, transport, lines);

    public TestTransport Transport { get; }

    /// <summary>What was logged, with the scope's values behind it.</summary>
    public ConcurrentQueue<string> Lines { get; }

    public HttpClient Browser { get; private set; } = null!;

    public IServiceProvider Services => app.Services;

    public FootfallClient Client => app.Services.GetRequiredService<FootfallClient>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<TestApplication> StartAsync(Action<FootfallWebOptions>? configure = null, Action<WebApplication>? map = null, Action<IServiceCollection>? services = null)
    {
        var (transport, lines) = (new TestTransport(), new ConcurrentQueue<string>());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(new LineProvider(lines));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddFootfall(options =>
        {
            (options.Client.ApiBaseUrl, options.Client.Key, options.Client.Transport, options.Client.FlushInterval) = ("https://stats.example.org", "ff_test", transport, TimeSpan.FromHours(1));
            configure?.Invoke(options);
        });
        services?.Invoke(builder.Services);
        var application = new TestApplication(builder.Build(), transport, lines);
        application.app.UseFootfall();
        map?.Invoke(application.app);
        application.app.MapFootfallMetrics();
        await application.app.StartAsync(Stop);
        var address = application.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        application.Browser = new HttpClient { BaseAddress = new Uri(address) };
        return application;
    }

    /// <summary>The events that would have been sent so far, each with its props as text.</summary>
    public async Task<IReadOnlyList<(string Name, string Props)>> EventsAsync()
    {
        await Client.FlushAsync(Stop);
        return [.. Transport.Events.Select(one => (one.GetProperty("name").GetString()!, one.TryGetProperty("props", out var props) ? props.GetRawText() : ""))];
    }

    public async Task<IReadOnlyList<JsonElement>> AllAsync(string name)
    {
        await Client.FlushAsync(Stop);
        return [.. Transport.Events.Where(one => one.GetProperty("name").GetString() == name)];
    }

    public async Task<string> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await Browser.SendAsync(request, Stop);
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private sealed class LineProvider(ConcurrentQueue<string> lines) : ILoggerProvider, ISupportExternalScope
    {
        private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

        public ILogger CreateLogger(string categoryName) => new LineLogger(lines, () => scopes);

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

        public void Dispose()
        {
        }
    }

    private sealed class LineLogger(ConcurrentQueue<string> lines, Func<IExternalScopeProvider> scopes) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => scopes().Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = formatter(state, exception);
            scopes().ForEachScope((scope, _) => line += $" | {scope}", 0);
            lines.Enqueue(line);
        }
    }
}
