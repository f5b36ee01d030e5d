using System.Security.Claims;
using System.Text;
using Footfall.Accounts.Sessions;
using Footfall.Accounts.Vaults;
using Footfall.Events;
using Footfall.Sealing.Segments;
using Footfall.Sealing.Signatures;
using Footfall.Storage.Control;
using Footfall.Storage.Events;
using Footfall.Storage.Sealed;
using Manifest = Footfall.Storage.Sealed.Manifest;

namespace Footfall.Accounts.Sealed;

/// <summary>
/// Holds manifests against their chain and the vault's membership log, by the rules of every reader. The swap itself makes sure that the chain has not moved
/// since. Thread-safe.
/// </summary>
internal sealed class SegmentChains(ControlDatabase database, EventStore store)
{
    public async Task<ManifestVerdict> JudgeAsync(ClaimsPrincipal caller, Project project, Manifest next, CancellationToken cancellation)
    {
        // A project without a vault has no members, so nobody vouches for anything in it.
        if (project.Vault is not { } vault || SignedIn.Member(caller) is not { } member) return ManifestVerdict.Untrusted;
        await using var control = database.Connect();
        var members = await VaultLogs.ReadAsync(control, vault, cancellation);
        var (_, kept) = await store.Segments.ListAsync(project.Number, cancellation);
        var entries = kept.Where(manifest => manifest.Epoch == next.Epoch).Select(Signed);
        if (SegmentChain.Read(project.Id.Value, next.Epoch.ToString(), members, entries, seen: null, out var chain, out _) != ChainRefusal.None) return ManifestVerdict.Broken;
        return VerdictOf(chain!.Append(Signed(next)), () => IsBy(next, member));
    }

    private static ManifestVerdict VerdictOf(ChainRefusal refusal, Func<bool> isByCaller) => refusal switch
    {
        ChainRefusal.None => isByCaller() ? ManifestVerdict.Stands : ManifestVerdict.Untrusted,
        ChainRefusal.OutOfOrder or ChainRefusal.BrokenChain => ManifestVerdict.ChainMoved,
        ChainRefusal.Untrusted => ManifestVerdict.Untrusted,
        ChainRefusal.Forbidden => ManifestVerdict.Forbidden,
        ChainRefusal.Contradiction => ManifestVerdict.Contradiction,
        _ => ManifestVerdict.Malformed,
    };

    private static bool IsBy(Manifest manifest, Guid member) => Footfall.Sealing.Segments.Manifest.Read(manifest.Entry.Span)?.By == member;

    /// <summary>What is not UTF-8 becomes another text than was signed, and is refused as malformed.</summary>
    private static SignedEntry Signed(Manifest manifest) => new(Encoding.UTF8.GetString(manifest.Entry.Span), manifest.Signature.ToArray());
}
