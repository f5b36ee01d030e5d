using Footfall.Query.Definitions;
using Footfall.Query.Endpoints;
using Footfall.Query.Keeping;
using Footfall.Query.Sealed;
using Footfall.Query.Sharing;
using Footfall.Query.Umami;
using Footfall.Storage.Control;
using Footfall.Storage.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Footfall.Query;

/// <summary>How the server takes this part in.</summary>
public static class QueryServices
{
    /// <summary>Needs <c>EventStore</c>, <c>LiveFeed</c>, <c>ControlDatabase</c>, <c>ProjectDirectory</c>, <c>LinkDirectory</c>, <c>LinkGate</c>, <c>ManifestJudge</c>, <c>LiveAccess</c> and a <see cref="TimeProvider"/> from the host, and may be given <see cref="WaitingEvents"/>.</summary>
    /// <summary>Needs <c>EventStore</c>, <c>LiveFeed</c>, <c>ProjectDirectory</c>, <c>ManifestJudge</c>, <c>LiveAccess</c>, <c>FindCaller</c> and a <see cref="TimeProvider"/> from the host, and may be given <see cref="WaitingEvents"/>.</summary>
    /// <param name="questionTimeLimit">A question that takes longer is interrupted and answered by 503.</param>
    /// <param name="keptBytes">Of answers that are kept for as long as nothing has changed that they were read from; 0: each question is asked of the store.</param>
    public static IServiceCollection AddQuery(this IServiceCollection services, TimeSpan questionTimeLimit, long keptBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(keptBytes);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(questionTimeLimit, TimeSpan.Zero);
        var limits = new QueryLimits(questionTimeLimit);
        services.AddSingleton(provider =>
        {
            var (store, meters) = (provider.GetRequiredService<EventStore>(), provider.GetRequiredService<QueryMeters>());
            var statements = new KeepingStatements(
                async (statement, cancellation) => (await meters.TimeAsync(() => store.Reader.QueryAsync(statement.Text, statement.Parameters, limits, cancellation))).Rows,
                store.Changes, meters, keptBytes);
            return new Questions(
                statements.RunAsync, store.Facts, provider.GetRequiredService<ProjectDirectory>().GoalsOf, provider.GetRequiredService<TimeProvider>());
        });
        services.AddSingleton(new DefinitionJudge(DefinitionBodies.Fault));
        services.AddSingleton(provider => new LocalQuestions(provider.GetRequiredService<Questions>()));
        services.AddSingleton<PublishedGrains>();
        services.AddSingleton(provider => new Publication(
            provider.GetRequiredService<Questions>(), provider.GetRequiredService<EventStore>().Facts, provider.GetRequiredService<PublishedGrains>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new SharedQuestions(
            provider.GetRequiredService<Questions>(), provider.GetRequiredService<ProjectDirectory>(), provider.GetRequiredService<EventStore>().Facts,
            provider.GetRequiredService<Publication>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<QueryMeters>();
        services.AddSingleton<LiveTickets>();
        services.AddSingleton<LiveMessages>();
        services.AddSingleton<LiveCounts>();
        services.TryAddSingleton(WaitingEvents.None);
        return services;
    }

    /// <summary>Questions, live streams and what the dashboard shows beside them. Needs routing, authentication and WebSockets in the pipeline before it.</summary>
    public static IEndpointRouteBuilder MapQueryEndpoints(this IEndpointRouteBuilder routes)
    {
        routes.ServiceProvider.GetRequiredService<QueryMeters>(); // So that watchers are counted from the start.
        routes.MapPost("/api/v2/query", QuestionEndpoint.AskAsync);
        routes.MapGet("/api/v1/summary", SummaryEndpoint.AskAsync);
        LegacyEndpoints.Map(routes);
        LiveEndpoint.Map(routes);
        ProjectEndpoints.Map(routes);
        EnvelopeEndpoints.Map(routes);
        SegmentEndpoints.Map(routes);
        EventEndpoints.Map(routes);
        SharedEndpoints.Map(routes);
        UmamiEndpoints.Map(routes);
        return routes;
    }
}
