using Footfall.AspNetCore;
using Footfall.Client;
using TimeTracker.Accounts;
using TimeTracker.Reports;
using TimeTracker.Timers;

namespace TimeTracker;

/// <summary>A time tracker in memory, instrumented: what people do is told, and never what they write.</summary>
internal static class TimeTrackerApp
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var settings = builder.Configuration.GetSection("Footfall");
        builder.Services.AddFootfall(options =>
        {
            options.Client.ApiBaseUrl = settings["ApiBaseUrl"];
            options.Client.Key = settings["Key"];
            options.Client.Mode = settings.GetValue("Mode", ProjectMode.Anonymous);
            options.SiteUrl = settings["SiteUrl"];
            options.LogPath = settings["LogPath"];
            options.SentryDsn = settings["SentryDsn"];
            options.PostHogHost = settings["PostHogHost"];
            options.PostHogKey = settings["PostHogKey"];
            options.MetricsPrefix = "tt";
            options.Meters.Add(ActiveTimers.MeterName);
            // An id that says nothing of the person; of an identified project only.
            options.User = http => http.AccountOrNull()?.ToString();
        });
        builder.Services.AddHealthChecks().AddFootfall();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<AccountBook>();
        builder.Services.AddSingleton<TimeBook>();
        builder.Services.AddSingleton<ActiveTimers>();

        var app = builder.Build();
        app.Services.GetRequiredService<ActiveTimers>();
        app.UseFootfall();
        app.Use(SignedIn.ReadAsync);
        app.MapFootfallMetrics();
        app.MapHealthChecks("/health").WithoutTracking();
        app.MapAccounts();
        app.MapTimers();
        app.MapReports();
        return app;
    }
}
