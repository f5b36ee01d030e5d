using System.Security.Claims;
using Footfall.Events;

namespace Footfall.Storage.Sealed;

/// <summary>
/// Judges a manifest before it is kept: key holders refuse a chain with an entry that may not stand, and nothing could ever follow it. Who belongs to a vault
/// is not for this part to know, so the host says how it is found out.
/// </summary>
public sealed class ManifestJudge(Func<ClaimsPrincipal, Project, Manifest, CancellationToken, Task<ManifestVerdict>> judge)
{
    /// <param name="caller">Who hands it in: members vouch for what they made themselves.</param>
    public Task<ManifestVerdict> JudgeAsync(ClaimsPrincipal caller, Project project, Manifest next, CancellationToken cancellation) => judge(caller, project, next, cancellation);
}
