using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using Footfall.Events;

namespace Footfall.Query.Endpoints;

/// <summary>
/// Tickets that open one live stream each: browsers can send no header with a WebSocket, and a token does not belong in an address. Kept in memory only;
/// a restart voids them. Thread-safe.
/// </summary>
internal sealed class LiveTickets(TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    /// <summary>More than this many unused tickets at once are asked for by no honest dashboard.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, (ProjectNumber Project, ClaimsPrincipal Caller, DateTimeOffset Until)> tickets = new(StringComparer.Ordinal);

    /// <summary>A new ticket, or null where too many wait to be used.</summary>
    public string? Issue(ProjectNumber project, ClaimsPrincipal caller)
    {
        var now = time.GetUtcNow();
        if (tickets.Count >= Most) DropExpired(now);
        if (tickets.Count >= Most) return null;
        var ticket = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        tickets[ticket] = (project, caller, now + Lifetime);
        return ticket;
    }

    /// <summary>Whose ticket it is: once, for one of that project, within its lifetime; else null.</summary>
    public ClaimsPrincipal? Use(string ticket, ProjectNumber project) =>
        tickets.TryRemove(ticket, out var issued) && issued.Project == project && time.GetUtcNow() < issued.Until ? issued.Caller : null;

    private void DropExpired(DateTimeOffset now)
    {
        foreach (var (ticket, issued) in tickets)
        {
            if (issued.Until <= now) tickets.TryRemove(ticket, out _);
        }
    }
}
