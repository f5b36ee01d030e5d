using System.Net.WebSockets;
using System.Security.Claims;
using System.Text.Json;
using Footfall.Events;
using Footfall.Storage.Control;
using Footfall.Storage.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Footfall.Query.Endpoints;

/// <summary><c>GET /live</c>: a project's events, or envelopes, as they are committed; and the tickets that open it.</summary>
internal static class LiveEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/live", WatchAsync);
        routes.MapPost("/api/v1/live-tickets", IssueTicketAsync);
    }

    private static async Task<IResult> IssueTicketAsync(HttpContext context, ProjectDirectory projects, LiveTickets tickets)
    {
        if (context.User.Identity?.IsAuthenticated != true) return Problem.SignedOut();
        return await QuestionBody.ReadAsync(context, root => Task.FromResult(Issue(root, context, projects, tickets)));
    }

    private static IResult Issue(JsonElement root, HttpContext context, ProjectDirectory projects, LiveTickets tickets)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("project", out var project) || project.ValueKind != JsonValueKind.String)
            return Problem.Bad("A ticket is for one project.", "project", "Send {\"project\": \"<the project's id>\"}.");
        if (ProjectAccessCheck.Stop(context, projects.BySiteId(project.GetString()!), out var known) is { } stop) return stop;
        return tickets.Issue(known.Number, context.User) is { } ticket
            ? new JsonAnswer(json =>
            {
                json.WriteStartObject();
                json.WriteString("ticket", ticket);
                json.WriteNumber("expires_in", (int)LiveTickets.Lifetime.TotalSeconds);
                json.WriteEndObject();
            })
            : Problem.Busy("Too many tickets wait to be used.", "Ask again when they have expired.", (int)LiveTickets.Lifetime.TotalSeconds);
    }

    private static async Task WatchAsync(HttpContext context, ProjectDirectory projects, LiveTickets tickets, LiveFeed feed, LiveCounts counts, LiveMessages messages, LiveAccess access, TimeProvider time)
    {
        if (Refusal(context, projects, tickets, out var project, out var caller) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = TimeSpan.FromSeconds(30), KeepAliveTimeout = TimeSpan.FromSeconds(30) });
        LiveSubscription subscription;
        try
        {
            subscription = feed.Subscribe(project.Number);
        }
        catch (ObjectDisposedException)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "closed", context.RequestAborted);
            return;
        }

        var admission = new LiveAdmission(access, caller, project.Number, time);
        using (subscription) await new LiveWatcher(socket, subscription, admission, project.Mode == TrustMode.Sealed ? null : counts, messages, time).RunAsync(context.RequestAborted);
    }

    private static Problem? Refusal(HttpContext context, ProjectDirectory projects, LiveTickets tickets, out Project project, out ClaimsPrincipal caller)
    {
        (project, caller) = (null!, context.User);
        if (!context.WebSockets.IsWebSocketRequest)
            return new Problem(StatusCodes.Status426UpgradeRequired, "A WebSocket is needed", "This address answers WebSockets only.", remedy: "Connect with ws:// or wss://.");
        if (!ComesFromHere(context.Request))
            return new Problem(StatusCodes.Status403Forbidden, "Another origin", "The page that connects belongs to another origin.", "Origin", "Open the dashboard at the server's own address.");
        var query = context.Request.Query;
        var named = projects.BySiteId(query["project"].ToString());
        var admitted = named is null ? null
            : query["ticket"].ToString() is { Length: > 0 } ticket ? tickets.Use(ticket, named.Number)
            : context.User.Allows(named.Number, Scopes.Read) ? context.User : null;
        if (admitted is null)
            return new Problem(StatusCodes.Status401Unauthorized, "Not admitted", "The ticket is used, expired or of another project, or the token may not read the project.", "ticket", "Get a new ticket by POST /api/v1/live-tickets.");
        (project, caller) = (named!, admitted);
        return null;
    }

    /// <summary>Browsers name the page's origin with every WebSocket, other clients need not.</summary>
    private static bool ComesFromHere(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
