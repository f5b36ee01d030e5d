using System.Security.Claims;
using Footfall.Events;
using Footfall.Storage.Live;

namespace Footfall.Query.Endpoints;

/// <summary>
/// One watcher's right to its stream. Asked before every message, it answers from memory until something has changed, or for a minute: sessions also end by
/// themselves. Not safe for use by several threads at once.
/// </summary>
internal sealed class LiveAdmission(LiveAccess access, ClaimsPrincipal caller, ProjectNumber project, TimeProvider time)
{
    private static readonly TimeSpan Trusted = TimeSpan.FromMinutes(1);

    private long seen = -1;
    private DateTimeOffset until;

    public async ValueTask<bool> HoldsAsync(CancellationToken cancellation)
    {
        // Read before asking: what changes meanwhile is asked about again.
        var changes = access.Changes;
        if (changes == seen && time.GetUtcNow() < until) return true;
        if (!await access.MayReadAsync(caller, project, cancellation)) return false;
        (seen, until) = (changes, time.GetUtcNow() + Trusted);
        return true;
    }
}
