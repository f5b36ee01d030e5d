using System.Text.Json;
using Footfall.Client;
using Footfall.Client.Testing;
using Microsoft.Extensions.Logging;

namespace Footfall.Sdk.Client.Tests;

/// <summary>A client with a transport of the tests', and all that it gave up.</summary>
internal sealed class Clients : IAsyncDisposable
{
    public Clients(Action<FootfallOptions>? change = null, TimeProvider? time = null, ILogger<FootfallClient>? logger = null)
    {
        var options = new FootfallOptions
        {
            ApiBaseUrl = "https://stats.example.org",
            Key = "ff_test",
            Transport = Transport,
            FlushInterval = TimeSpan.FromHours(1),
            OnDrop = drop =>
            {
                lock (Drops) Drops.Add(drop);
            },
        };
        change?.Invoke(options);
        Client = new FootfallClient(options, logger, null, time);
    }

    public TestTransport Transport { get; } = new();

    public List<Drop> Drops { get; } = [];

    public FootfallClient Client { get; }

    public string[] Reasons
    {
        get
        {
            lock (Drops) return [.. Drops.Select(drop => drop.Reason)];
        }
    }

    public string[] Names => [.. Transport.Events.Select(one => one.GetProperty("name").GetString()!)];

    public JsonElement Only => Transport.Events.Single();

    public static JsonElement BodyOf(TransportRequest request) => JsonSerializer.Deserialize<JsonElement>(request.Body.Span);

    public ValueTask DisposeAsync() => Client.DisposeAsync();
}
