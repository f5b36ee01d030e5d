using Footfall.Events;
using Footfall.Ingestion.Pipeline;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;

namespace Footfall.Ingestion.Endpoints;

/// <summary>Decides whether a request may bring events to a project at all.</summary>
internal sealed class Admission(ProjectDirectory projects, RateLimits rates)
{
    private const string Bearer = "Bearer ";

    /// <summary>The project and whether the sender is trusted, or why the request is refused.</summary>
    /// <param name="key">The write key of the body or query, or null.</param>
    /// <param name="takesNames">True for short calls, where a project's unique name stands in for its key.</param>
    public (Project? Project, bool IsTrusted, Refusal? Refusal) Admit(HttpContext http, string? key, bool takesNames, DateTime now)
    {
        var token = BearerOf(http.Request);
        // Some clients can only send headers: a write key there is a key, not a token.
        if (token is not null && token.StartsWith("ff_", StringComparison.Ordinal)) (key, token) = (key ?? token, null);
        if (string.IsNullOrEmpty(key))
            return Refused(new(401, "missing_key", "The write key is missing.", "key", "Send the project's write key, ff_…, in the field key."));
        var project = projects.ByKey(key) ?? (takesNames ? projects.ByAppName(key) : null);
        if (project is null)
            return Refused(new(401, "unknown_key", "The write key is not known.", "key", "Copy the write key, ff_…, from the project's settings."));
        if (project.Mode == TrustMode.Sealed)
            return Refused(new(403, "sealed_only", "The project is sealed: it takes encrypted events only.", "key", "Use the sealed tracker, /js/footfall.sealed.js."));
        return Check(http, project, token, now);
    }

    /// <summary>The same of envelopes, whose project stands in their head.</summary>
    /// <param name="named">Null where no project has the id.</param>
    public (Project? Project, bool IsTrusted, Refusal? Refusal) AdmitSealed(HttpContext http, Project? named, DateTime now)
    {
        if (named is null)
            return Refused(new(401, "unknown_project", "The envelopes' project is not known.", null, "Seal with the statement that GET /collect/sealed gives for the project's write key."));
        if (named.Mode != TrustMode.Sealed)
            return Refused(new(403, "not_sealed", "The project is not sealed: it takes events in clear.", null, "Use the tracker /js/footfall.js."));
        return Check(http, named, BearerOf(http.Request), now);
    }

    /// <summary>
    /// The same of another product's protocol, whose adapter has found the project. Its Authorization header may be that product's own; only a token of this server is
    /// one. Too many requests are asked to come again by 503, since most SDKs throw away what 429 refuses.
    /// </summary>
    public (Project? Project, bool IsTrusted, Refusal? Refusal) AdmitForeign(HttpContext http, Project named, DateTime now)
    {
        if (named.Mode == TrustMode.Sealed)
            return Refused(new(403, "sealed_only", "The project is sealed: it takes encrypted events only.", null, "Use the sealed tracker, /js/footfall.sealed.js."));
        var (project, _, refusal) = Check(http, named, token: null, now);
        if (refusal is { Status: 429, RetryAfter: { } wait }) return Refused(Refusal.Busy(refusal.Title, wait));
        return (project, project is not null && http.User.Allows(project.Number, Scopes.Write), refusal);
    }

    private (Project? Project, bool IsTrusted, Refusal? Refusal) Check(HttpContext http, Project project, string? token, DateTime now)
    {
        if (token is not null && Untrusted(http, project) is { } refusal) return Refused(refusal);
        if (http.Request.Headers.Origin is [{ } origin] && !Allows(project, origin))
            return Refused(new(403, "origin_not_allowed", "The project does not take events from this origin.", "Origin", "Add its host to the project's allowed hosts."));
        if (rates.Take(project, now) is { } wait)
            return Refused(new(429, "too_many_requests", "The project's limit of requests a minute is reached.", null, "Wait as long as Retry-After says, in seconds, or send larger batches.") { RetryAfter = wait });
        return (project, token is not null, null);
    }

    private static string? BearerOf(HttpRequest request)
    {
        // Other schemes are a proxy's business in front of this server.
        string? authorization = request.Headers.Authorization;
        return authorization is not null && authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : null;
    }

    private static Refusal? Untrusted(HttpContext http, Project project)
    {
        if (http.User.Allows(project.Number, Scopes.Write)) return null;
        return http.User.Identity?.IsAuthenticated == true
            ? new(403, "no_write_scope", "The token has no write scope on this project.", "Authorization", "Use a token with the scope write, or leave the header out.")
            : new(401, "unknown_token", "The token is not known.", "Authorization", "Use a valid token, or leave the header out.");
    }

    private static bool Allows(Project project, string origin) =>
        project.AllowedHosts.Count == 0 || (PageUrl.TryParse(origin, out var page) && page.Hostname is { } host && AllowedHosts.Allow(project, host));

    private static (Project? Project, bool IsTrusted, Refusal? Refusal) Refused(Refusal refusal) => (null, false, refusal);
}
