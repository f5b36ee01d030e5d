using Footfall.Accounts.Sessions;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Links;

/// <summary><c>POST /api/v1/shared/{slug}/session</c>: a link's password for a ticket.</summary>
internal static class SharedLinkEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/shared/{slug}/session", OpenAsync).WithMetadata(new ReadsNoCookies(), new BodyLimit(4096));

    private static async Task<IResult> OpenAsync(
        string slug, OpenLink request, HttpContext context, LinkDirectory links, LinkTickets tickets, AttemptLimits limits, ControlDatabase database, CancellationToken cancellation)
    {
        if (links.BySlug(slug) is not { } link) return Problems.NotFound("link");
        if (!link.HasPassword) return TypedResults.Ok(tickets.Issue(link));
        if (request.Password is not { Length: > 0 and <= LinkTickets.LongestPassword }) return Problems.Invalid("password", "The password is missing or too long.", "Send {\"password\": \"…\"}.");
        if (limits.Take(AttemptPurpose.SharedLink, link.Id.ToString(), context.Connection.RemoteIpAddress) is { } wait) return Problems.TooMany(context, wait);
        await using var control = database.Connect();
        var hash = await control.Links.AsNoTracking().Where(l => l.Id == link.Id && l.RevokedAt == null).Select(l => l.PasswordHash).SingleOrDefaultAsync(cancellation);
        return hash is not null && tickets.Matches(hash, request.Password)
            ? TypedResults.Ok(tickets.Issue(link))
            : Problems.Of(StatusCodes.Status401Unauthorized, "Not opened", "The password is wrong.", "password", "Ask whoever gave you the link.");
    }
}
