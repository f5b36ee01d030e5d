using Footfall.Ingestion.Dialects.Amplitude;
using Footfall.Ingestion.Dialects.Ga4;
using Footfall.Ingestion.Dialects.GoatCounter;
using Footfall.Ingestion.Dialects.Matomo;
using Footfall.Ingestion.Dialects.Mixpanel;
using Footfall.Ingestion.Dialects.Otlp;
using Footfall.Ingestion.Dialects.Plausible;
using Footfall.Ingestion.Dialects.PostHog;
using Footfall.Ingestion.Dialects.Segment;
using Footfall.Ingestion.Dialects.Sentry;
using Footfall.Ingestion.Dialects.Umami;
using Footfall.Ingestion.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Footfall.Ingestion.Dialects;

/// <summary>All dialects. A new one has a line in each of the two lists.</summary>
public static class DialectEndpoints
{
    /// <summary>Maps the addresses of all dialects. The host maps its own API first.</summary>
    public static IEndpointRouteBuilder MapDialectEndpoints(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var reception = services.GetRequiredService<Reception>();
        PlausibleEndpoint.Map(routes, services.GetRequiredService<PlausibleEndpoint>(), reception);
        UmamiEndpoint.Map(routes, services.GetRequiredService<UmamiEndpoint>(), reception);
        MatomoEndpoint.Map(routes, services.GetRequiredService<MatomoEndpoint>(), reception);
        GoatCounterEndpoint.Map(routes, services.GetRequiredService<GoatCounterEndpoint>(), reception);
        PostHogEndpoint.Map(routes, services.GetRequiredService<PostHogEndpoint>(), reception);
        SegmentEndpoint.Map(routes, services.GetRequiredService<SegmentEndpoint>(), reception);
        OtlpEndpoint.Map(routes, services.GetRequiredService<OtlpEndpoint>(), reception);
        AmplitudeEndpoint.Map(routes, services.GetRequiredService<AmplitudeEndpoint>(), reception);
        MixpanelEndpoint.Map(routes, services.GetRequiredService<MixpanelEndpoint>(), reception);
        SentryEndpoint.Map(routes, services.GetRequiredService<SentryEndpoint>(), reception);
        Ga4Endpoint.Map(routes, services.GetRequiredService<Ga4Endpoint>(), reception);
        return routes;
    }

    internal static void AddDialects(this IServiceCollection services)
    {
        services.AddSingleton<ReadPayload>();
        services.AddSingleton<DialectReception>();
        services.AddSingleton<DialectProjects>();
        services.AddSingleton<DialectCallers>();
        services.AddSingleton<Props>();
        services.AddSingleton<ReadPlausible>();
        services.AddSingleton<PlausibleEndpoint>();
        services.AddSingleton<ReadUmami>();
        services.AddSingleton<UmamiEndpoint>();
        services.AddSingleton<ReadMatomo>();
        services.AddSingleton<MatomoEndpoint>();
        services.AddSingleton<GoatCounterEndpoint>();
        services.AddSingleton<ReadPostHog>();
        services.AddSingleton<PostHogEndpoint>();
        services.AddSingleton<ReadSegment>();
        services.AddSingleton<SegmentCalls>();
        services.AddSingleton<SegmentEndpoint>();
        services.AddSingleton<ReadLogs>();
        services.AddSingleton<OtlpEndpoint>();
        services.AddSingleton<ReadAmplitude>();
        services.AddSingleton<AmplitudeEndpoint>();
        services.AddSingleton<ReadMixpanel>();
        services.AddSingleton<MixpanelEndpoint>();
        services.AddSingleton<ReadSentry>();
        services.AddSingleton<SentryEndpoint>();
        services.AddSingleton<ReadGa4>();
        services.AddSingleton<Ga4Endpoint>();
    }
}
