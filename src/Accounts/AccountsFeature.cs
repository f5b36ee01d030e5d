using System.Text.Json;
using Footfall.Accounts.Audit;
using Footfall.Accounts.Definitions;
using Footfall.Accounts.Keys;
using Footfall.Accounts.Links;
using Footfall.Accounts.Notices;
using Footfall.Accounts.Projects;
using Footfall.Accounts.Sealed;
using Footfall.Accounts.Sessions;
using Footfall.Accounts.Setup;
using Footfall.Accounts.Tokens;
using Footfall.Accounts.Vaults;
using Footfall.Events;
using Footfall.Storage.Control;
using Footfall.Storage.Live;
using Footfall.Storage.Sealed;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Footfall.Accounts;

/// <summary>Accounts and their keys, sessions, tokens, vaults, projects and the audit log: what the host adds.</summary>
public static class AccountsFeature
{
    /// <summary>Needs <c>ControlDatabase</c>, <c>ProjectDirectory</c>, <c>LinkDirectory</c>, <c>EpochDirectory</c>, <c>EpochKeysFile</c>, <c>ServerSecret</c>, <c>DefinitionJudge</c>, <c>NoticeJudge</c>, the event store and a <see cref="TimeProvider"/> from the host.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services, AccountsOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<AuditLog>();
        services.AddSingleton<AccessChanges>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<TokenStore>();
        services.AddSingleton<BootstrapToken>();
        services.AddSingleton<LoginKeys>();
        services.AddSingleton<AttemptLimits>();
        services.AddSingleton<SetupLink>();
        services.AddSingleton<Memberships>();
        services.AddSingleton<CallerClaims>();
        services.AddSingleton<FindCaller>(provider => provider.GetRequiredService<CallerClaims>().FindAsync);
        services.AddSingleton(provider => new LiveAccess(provider.GetRequiredService<AccessChanges>(), provider.GetRequiredService<CallerClaims>().MayReadAsync));
        services.AddSingleton<LinkTickets>();
        services.AddSingleton(provider => new LinkGate(provider.GetRequiredService<LinkTickets>().Opens));
        services.AddSingleton<EpochStore>();
        services.AddSingleton<EpochRetention>();
        services.AddSingleton<SegmentChains>();
        services.AddSingleton<StreamMeters>();
        services.AddSingleton(provider => new ManifestJudge(provider.GetRequiredService<SegmentChains>().JudgeAsync));
        services.AddSingleton<ProjectStore>();
        services.AddSingleton<ProjectEvents>();
        services.AddSingleton<DemoProject>();
        services.AddHostedService<SiteDiscovery>();
        services.AddHostedService<RetentionKeeper>();
        services.ConfigureHttpJsonOptions(json =>
        {
            // The policy of the options decides, not that of the context which they resolve with.
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, AccountsJson.Default);
        });
        // AddAuthentication would bring data protection along, whose keys nothing here uses.
        services.AddAuthenticationCore(authentication => authentication.DefaultScheme = CallerAuthentication.SchemeName);
        services.AddWebEncoders();
        new AuthenticationBuilder(services)
            .AddScheme<AuthenticationSchemeOptions, CallerAuthentication>(CallerAuthentication.SchemeName, null);
        return services;
    }

    /// <summary>The word in a letter's link that ends its notice for an address.</summary>
    public static string UnsubscribeProof(ServerSecret secret, Guid notice, string address) => UnsubscribeEndpoint.ProofOf(secret, notice, address);

    /// <summary>Knows callers, and refuses cross-site requests. Goes behind routing, so that endpoints can say they read no cookies.</summary>
    public static IApplicationBuilder UseAccounts(this IApplicationBuilder app) => app.UseAuthentication().UseMiddleware<CrossSiteGuard>().UseMiddleware<LargeBodies>();

    public static IEndpointRouteBuilder MapAccountEndpoints(this IEndpointRouteBuilder routes)
    {
        // Meters are seen from the start, not from the first item on.
        routes.ServiceProvider.GetRequiredService<StreamMeters>();
        SetupEndpoints.Map(routes);
        SessionEndpoints.Map(routes);
        AccountKeysEndpoints.Map(routes);
        PasswordEndpoint.Map(routes);
        PasskeyEndpoints.Map(routes);
        RecoveryEndpoints.Map(routes);
        VaultEndpoints.Map(routes);
        VaultLogEndpoint.Map(routes);
        InvitationEndpoints.Map(routes);
        AcceptanceEndpoints.Map(routes);
        AgentEndpoints.Map(routes);
        TokenEndpoints.Map(routes);
        ProjectEndpoints.Map(routes);
        EpochEndpoints.Map(routes);
        DocumentEndpoints.Map(routes);
        StreamEndpoints.Map(routes);
        ErasureEndpoint.Map(routes);
        GoalEndpoints.Map(routes);
        DefinitionEndpoints.Map(routes);
        LinkEndpoints.Map(routes);
        SharedLinkEndpoint.Map(routes);
        NoticeEndpoints.Map(routes);
        UnsubscribeEndpoint.Map(routes);
        SiteEndpoints.Map(routes);
        DeclaredEventEndpoints.Map(routes);
        AuditEndpoints.Map(routes);
        return routes;
    }
}
