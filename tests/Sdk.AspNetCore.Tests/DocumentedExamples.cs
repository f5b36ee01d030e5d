using System.Diagnostics;
using Footfall.AspNetCore;
using Footfall.Client;
using Footfall.Client.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Footfall.Sdk.AspNetCore.Tests;

/// <summary>The examples of the documents, compiled. <see cref="DocumentTests"/> holds the documents to them, line by line.</summary>
internal static class DocumentedExamples
{
    public static async Task OpenAsync()
    {
        await using var footfall = new FootfallClient(new FootfallOptions { ApiBaseUrl = "https://stats.example.org", Key = "ff_…" });

        footfall.TrackView(new() { PageUrl = "app://example.app/start", PageTitle = "Start" });
        footfall.TrackInteraction("click", new() { ["elementId"] = "buy" });
        footfall.TrackEvent("timer.started", new() { ["project"] = "p1", ["seats"] = 3 });
    }

    public static void Experiments(FootfallClient footfall)
    {
        var variant = footfall.Experiment("checkout", new Dictionary<string, double> { ["control"] = 1, ["b"] = 1 }, new() { Visitor = "v-1" });

        if (variant == "b") footfall.TrackEvent("button.shown", new() { ["label"] = "Buy now" }, new() { Visitor = "v-1" });
    }

    public static async Task SealedAsync()
    {
        await using var footfall = new FootfallClient(new FootfallOptions
        {
            ApiBaseUrl = "https://stats.example.org",
            Key = "ff_…",
            Mode = ProjectMode.Sealed,
            Pin = "…",
            OfflineDirectory = "waiting",
        });
    }

    public static async Task TestingAsync()
    {
        var transport = new TestTransport();
        await using var footfall = new FootfallClient(new FootfallOptions { ApiBaseUrl = "https://stats.example.org", Key = "ff_test", Transport = transport });

        transport.AnswerNext(new TransportAnswer(503), null);
        footfall.TrackEvent("signup", new() { ["plan"] = "pro" });
        while (!await footfall.FlushAsync()) continue;

        Debug.Assert(transport.Requests.Count == 3);
        Debug.Assert(transport.Events[0].GetProperty("name").GetString() == "signup");
        if (transport.Requests.Count != 3) throw new InvalidOperationException("The document says something else.");
    }

    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddFootfall(options =>
        {
            options.Client.ApiBaseUrl = "https://stats.example.org";
            options.Client.Key = "ff_…";
            options.SiteUrl = "https://app.example.org";
            options.MetricsPrefix = "tt";
            options.LogPath = "logs/app.jsonl";
            options.SentryDsn = builder.Configuration["SentryDsn"];
        });
        builder.Services.AddHealthChecks().AddFootfall();

        var app = builder.Build();
        app.UseFootfall();
        app.MapFootfallMetrics();
        app.MapHealthChecks("/health").WithoutTracking();
        app.MapPost("/orders/{id}/pay", (string id, ITrack track) =>
        {
            track.TrackEvent("order.paid", new() { ["method"] = "card" });
            track.LogEvent("order.paid", new() { ["method"] = "card" });
        });
        app.MapPost("/orders", (ITrack track) => track.TrackEvent("order.placed", new() { ["seats"] = 3 }));
        return app;
    }
}
