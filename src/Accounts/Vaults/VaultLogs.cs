using System.Text;
using Footfall.Sealing.Membership;
using Footfall.Sealing.Signatures;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Vaults;

/// <summary>Membership logs as the database has them. What was taken is read with the same rules again: a row that does not fit stops everything.</summary>
internal static class VaultLogs
{
    /// <summary>An entry holds a few ids and keys.</summary>
    public const int LongestEntry = 4096;

    /// <summary>Clocks differ; and since time never goes back in a log, one entry from the far future would lame it.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(1);

    public static async Task<MembershipLog> ReadAsync(ControlDbContext control, Guid vault, CancellationToken cancellation)
    {
        var rows = await control.VaultLog.AsNoTracking().Where(e => e.VaultId == vault).OrderBy(e => e.Sequence).ToListAsync(cancellation);
        var log = new MembershipLog(vault);
        foreach (var row in rows)
        {
            if (log.Append(new SignedEntry(row.Entry, row.Signature)) is var refusal and not ChainRefusal.None)
                throw new InvalidDataException($"The log of vault {vault} does not hold at entry {row.Sequence} ({refusal}). Restore control.sqlite from a backup.");
        }

        return log;
    }

    /// <summary>The answer to what would seal something new in a vault while somebody who has left holds its key; else null. Within the caller's transaction.</summary>
    public static async Task<IResult?> RefuseWhileRotationIsDueAsync(ControlDbContext control, Guid vault, CancellationToken cancellation) =>
        (await ReadAsync(control, vault, cancellation)).RotationDue ? Problems.RotationDue() : null;

    /// <summary>Null and the signed entry where the log has taken it, else the answer that says why not.</summary>
    /// <param name="signer">The caller's public key: nobody hands in what another one has signed.</param>
    /// <param name="field">Where the entry stands in the body; empty: at its root.</param>
    public static IResult? Append(MembershipLog log, LogEntryBody? given, byte[] signer, DateTimeOffset now, string field, out SignedEntry entry)
    {
        entry = new SignedEntry(given?.Entry ?? "", Binary.Read(given?.Signature, SigningKey.SignatureBytes, SigningKey.SignatureBytes) ?? []);
        if (entry.Entry.Length is 0 or > LongestEntry) return Problems.Invalid(At(field, "entry"), $"The entry is missing or longer than {LongestEntry} characters.", "Write it as docs/formats/sealed.md says.");
        if (entry.Signature is []) return Problems.Invalid(At(field, "signature"), "This is no signature.", "Give its 64 bytes in base64url.");
        if (!SigningKey.Verify(signer, Encoding.UTF8.GetBytes(entry.Entry), entry.Signature)) return Tell(ChainRefusal.Untrusted, field);
        var refusal = log.Append(entry);
        if (refusal != ChainRefusal.None) return Tell(refusal, field);
        return log.Time <= (now + Tolerance).ToUnixTimeMilliseconds() ? null : Problems.Invalid(At(field, "entry"), "The entry is from the future, by the server's clock.", "Set the clock of this device.");
    }

    private static string At(string field, string part) => field.Length == 0 ? part : $"{field}.{part}";

    private static IResult Tell(ChainRefusal refusal, string field) => refusal switch
    {
        ChainRefusal.OutOfOrder or ChainRefusal.BrokenChain => Problems.Conflict(At(field, "entry"), "The log has gone on since, or the entry does not name the one before it.", "Read the vault again and write the next entry anew."),
        ChainRefusal.RotationDue => Problems.Conflict(At(field, "entry"), "Somebody has gone, and the vault's key must be replaced first.", "Begin with an entry 'rotate'."),
        ChainRefusal.Contradiction => Problems.Conflict(At(field, "entry"), "The entry contradicts the log: a member twice, none at all, the last owner, or another version than the next.", "Read the vault again."),
        ChainRefusal.Forbidden => Problems.Of(StatusCodes.Status403Forbidden, "Not allowed", "The signer's role is too low for this entry.", At(field, "entry"), "Ask an owner of the vault."),
        ChainRefusal.Untrusted => Problems.Invalid(At(field, "signature"), "The entry is not signed by the caller's key.", "Sign its bytes by the account's signing key."),
        _ => Problems.Invalid(At(field, "entry"), "This is no entry of this vault's log.", "Write it as docs/formats/sealed.md says."),
    };
}
