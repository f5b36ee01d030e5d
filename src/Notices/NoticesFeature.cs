using System.Text.Json;
using Footfall.Notices.Rules;
using Footfall.Notices.Running;
using Footfall.Storage.Control;
using Footfall.Storage.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Footfall.Notices;

/// <summary>Reports by e-mail and alerts: what the host adds.</summary>
public static class NoticesFeature
{
    /// <summary>How long a receiver of webhooks may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Needs <c>ControlDatabase</c>, <c>ProjectDirectory</c>, <c>EventStore</c>, <c>LocalQuestions</c> and a <see cref="TimeProvider"/> from the host.</summary>
    public static IServiceCollection AddNotices(this IServiceCollection services, Func<IServiceProvider, NoticeOptions> options)
    {
        services.AddSingleton(options);
        services.AddSingleton(provider => new AlertWatch(provider.GetRequiredService<EventStore>().Ledger, provider.GetRequiredService<NoticeOptions>().JournalShare, provider.GetRequiredService<TimeProvider>()));
        // Whoever answers by sending elsewhere is not followed: the address that was configured is the one that is trusted.
        services.AddSingleton(provider => new Post(
            provider.GetRequiredService<NoticeOptions>(), new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Patience }, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<NoticeWork>();
        services.AddSingleton(provider => new NoticeJudge(Judge, provider.GetRequiredService<NoticeWork>().TestAsync));
        services.AddHostedService<NoticeLoop>();
        return services;
    }

    private static DefinitionFault? Judge(string kind, JsonElement body, string timeZone) =>
        NoticeReader.Read(kind, body, TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? zone : TimeZoneInfo.Utc).Fault;
}
