using System.Diagnostics.Metrics;
using Footfall.AspNetCore.Logging;
using Footfall.AspNetCore.Metrics;
using Footfall.AspNetCore.PostHog;
using Footfall.AspNetCore.Requests;
using Footfall.AspNetCore.Sentry;
using Footfall.AspNetCore.Tracking;
using Footfall.Client;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Footfall.AspNetCore;

/// <summary>Adds Footfall to an application's services.</summary>
public static class FootfallServices
{
    /// <summary>Adds <see cref="ITrack"/>, the <see cref="FootfallClient"/> behind it, and what <c>UseFootfall</c> and <c>MapFootfallMetrics</c> need.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Says what is told, and to whom.</param>
    public static IServiceCollection AddFootfall(this IServiceCollection services, Action<FootfallWebOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new FootfallWebOptions();
        configure(options);
        services.AddHttpContextAccessor();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(sp => new FootfallClient(options.Client, sp.GetService<ILogger<FootfallClient>>(), sp.GetRequiredService<IMeterFactory>(), sp.GetRequiredService<TimeProvider>()));
        services.AddSingleton(sp => new RequestMeters(sp.GetRequiredService<IMeterFactory>()));
        services.AddSingleton(sp => new MetricsRegistry(options, sp.GetRequiredService<IMeterFactory>()));
        services.AddSingleton(sp => new AppLog(options, sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<ILogger<AppLog>>()));
        services.AddSingleton(sp => new ErrorReports(options, sp.GetRequiredService<IMeterFactory>(), sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<ILogger<ErrorReports>>()));
        services.AddSingleton(new RequestPrivacy(options));
        AddSinks(services, options);
        services.AddSingleton<ITrack>(sp => new RequestTrack(
            new RequestFacts(options, sp.GetRequiredService<IHttpContextAccessor>(), sp.GetRequiredService<RequestPrivacy>()),
            [.. sp.GetServices<IEventSink>()], sp.GetRequiredService<FootfallClient>(), sp.GetRequiredService<AppLog>(), sp.GetRequiredService<ErrorReports>(), sp.GetRequiredService<ILogger<RequestTrack>>()));
        return services;
    }

    /// <summary>Adds the check <c>footfall</c>: degraded while events cannot be sent, and never unhealthy, since no application needs to be counted to work.</summary>
    /// <param name="builder">The application's health checks.</param>
    public static IHealthChecksBuilder AddFootfall(this IHealthChecksBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration("footfall", sp => new FootfallHealthCheck(sp.GetRequiredService<FootfallClient>()), HealthStatus.Degraded, ["footfall"]));
    }

    private static void AddSinks(IServiceCollection services, FootfallWebOptions options)
    {
        var postHog = !string.IsNullOrWhiteSpace(options.PostHogHost) && !string.IsNullOrWhiteSpace(options.PostHogKey);
        // Who sets up neither is told by the client that nothing is sent, and why.
        if (!postHog || !string.IsNullOrWhiteSpace(options.Client.ApiBaseUrl)) services.AddSingleton<IEventSink>(sp => new FootfallSink(sp.GetRequiredService<FootfallClient>()));
        if (postHog)
        {
            services.AddSingleton<IEventSink>(sp =>
                new PostHogSink(options, sp.GetRequiredService<IMeterFactory>(), sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<ILogger<PostHogSink>>()));
        }
    }
}
