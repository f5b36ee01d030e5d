using Footfall.Client;
using Microsoft.AspNetCore.Http;

namespace Footfall.AspNetCore.Requests;

/// <summary>What is known of the request that is being answered, and may be told.</summary>
internal sealed class RequestFacts(FootfallWebOptions options, IHttpContextAccessor accessor, RequestPrivacy privacy)
{
    private readonly string? _site = string.IsNullOrWhiteSpace(options.SiteUrl) ? null : options.SiteUrl.Trim().TrimEnd('/');

    /// <summary>Null outside of requests.</summary>
    public HttpContext? Http => accessor.HttpContext;

    public bool IsOptedOut => Http is { } http && privacy.IsOptedOut(http);

    /// <summary>Adds what the caller did not say: an id that all sinks share, whom it is of, where it came from, which page.</summary>
    public T Complete<T>(T given)
        where T : EventOptions
    {
        given.Id ??= Guid.CreateVersion7().ToString();
        if (Http is not { } http) return given;
        given.Visitor ??= options.Visitor?.Invoke(http);
        given.User ??= options.User?.Invoke(http);
        if (options.ForwardVisitors) given.Forward ??= new Forward(http.Connection.RemoteIpAddress?.ToString(), http.Request.Headers.UserAgent.ToString());
        if (_site is not null && given.Url is null && (given as ViewOptions)?.PageUrl is null && RouteTemplate.Of(http) is var template && template != RouteTemplate.None) given.Url = _site + template;
        return given;
    }
}
