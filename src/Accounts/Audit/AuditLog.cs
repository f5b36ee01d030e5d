using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Footfall.Storage.Control;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Audit;

/// <summary>
/// The hash-chained log of what was changed, by whom. Each line's hash covers its fields (length-prefixed) and the hash before it, so that a changed,
/// removed or swapped line is found by <see cref="FirstBrokenAsync"/>. A cut-off end is not: anchor the last hash elsewhere for that.
/// </summary>
public sealed class AuditLog(TimeProvider clock)
{
    private static readonly byte[] Origin = new byte[32];

    /// <summary>Appends a line and saves the context's other changes with it.</summary>
    public async Task AppendAsync(ControlDbContext control, string actor, string action, Guid? project, string detail, CancellationToken cancellation)
    {
        // The database lets one transaction write at a time, which keeps the chain in one piece. A lock of our own beside it could be waited for in the other order.
        await using var transaction = control.Database.CurrentTransaction is null
            ? await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation) : null;
        var last = await control.Audit.AsNoTracking().OrderByDescending(a => a.Sequence).FirstOrDefaultAsync(cancellation);
        var row = new AuditRow
        {
            Sequence = (last?.Sequence ?? 0) + 1,
            // Milliseconds: what a reader of the log can recompute the hash from.
            Time = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds()).UtcDateTime,
            Actor = actor,
            Action = action,
            ProjectId = project,
            Detail = detail,
            PreviousHash = last?.Hash ?? Origin,
            Hash = [],
        };
        row.Hash = HashOf(row);
        control.Audit.Add(row);
        await control.SaveChangesAsync(cancellation);
        if (transaction is not null) await transaction.CommitAsync(cancellation);
    }

    /// <summary>The first line that does not follow from the one before it, or null where the chain holds.</summary>
    public static async Task<long?> FirstBrokenAsync(ControlDbContext control, CancellationToken cancellation)
    {
        var previous = Origin;
        var expected = 1L;
        await foreach (var row in control.Audit.AsNoTracking().OrderBy(a => a.Sequence).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (row.Sequence != expected || !row.PreviousHash.AsSpan().SequenceEqual(previous) || !row.Hash.AsSpan().SequenceEqual(HashOf(row))) return expected;
            previous = row.Hash;
            expected++;
        }

        return null;
    }

    private static byte[] HashOf(AuditRow row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(row.PreviousHash);
        string[] fields =
        [
            row.Sequence.ToString(CultureInfo.InvariantCulture), row.Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            row.Actor, row.Action, row.ProjectId?.ToString() ?? "", row.Detail,
        ];
        foreach (var field in fields)
        {
            var bytes = Encoding.UTF8.GetBytes(field);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }
}
