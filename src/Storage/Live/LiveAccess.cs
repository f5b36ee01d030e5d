using System.Security.Claims;
using Footfall.Events;

namespace Footfall.Storage.Live;

/// <summary>
/// Whether who was admitted to a live stream may still read the project: a stream outlives the request that opened it, a session or a membership may end before.
/// The host says how it is found out.
/// </summary>
public sealed class LiveAccess(AccessChanges changes, Func<ClaimsPrincipal, ProjectNumber, CancellationToken, Task<bool>> mayRead)
{
    /// <summary>Grows with each change after which to ask again.</summary>
    public long Changes => changes.Count;

    public Task<bool> MayReadAsync(ClaimsPrincipal caller, ProjectNumber project, CancellationToken cancellation) => mayRead(caller, project, cancellation);
}
