using Footfall.Accounts.Audit;
using Footfall.Accounts.Vaults;
using Footfall.Sealing.Membership;
using Footfall.Sealing.Signatures;
using Footfall.Sealing.Streams;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Sealed;

/// <summary>Puts an item behind the last one of its stream, by the rules of every reader: one that may not stand would end the stream for all.</summary>
internal sealed class StreamAppending(ControlDatabase database, AuditLog audit, TimeProvider clock)
{
    private const int MostStreams = 100;
    private const int MostItems = 10_000;
    private const long MostBytesOfProject = 128L << 20;

    /// <summary>Clocks differ; and since time never goes back in a stream, one item from the far future would lame it.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(1);

    /// <summary>Null where it is kept, else the answer that says why not.</summary>
    public async Task<IResult?> PutAsync(Guid vault, StreamItemRow item, string caller, StreamMeters meters, CancellationToken cancellation)
    {
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        var members = await VaultLogs.ReadAsync(control, vault, cancellation);
        if (members.RotationDue) return Problems.RotationDue();
        if (await ChainAsync(control, members, item, cancellation) is not { } chain)
            return Problems.Conflict("entry", "What the server keeps of the stream does not hold.", "Begin another stream, or restore control.sqlite from a backup.");
        var refusal = chain.Append(new SignedEntry(item.Entry, item.Signature));
        if (refusal != ChainRefusal.None) return Tell(refusal);
        if (chain.Items.Last().KeyVersion != members.VaultKeys.Count) return Problems.Conflict("entry", "The vault has another key now.", $"Wrap it under version {members.VaultKeys.Count} of the vault's key.");
        if (chain.Time > (clock.GetUtcNow() + Tolerance).ToUnixTimeMilliseconds()) return Problems.Invalid("entry", "The entry is from the future, by the server's clock.", "Set the clock of the agent's machine.");
        var of = control.StreamItems.Where(i => i.ProjectId == item.ProjectId);
        var letGo = await of.Where(i => i.Stream == item.Stream && i.Sequence < chain.First).ExecuteDeleteAsync(cancellation);
        if (await CheckRoomAsync(of, item, cancellation) is { } full) return full;
        item.ReceivedAt = clock.GetUtcNow().UtcDateTime;
        control.StreamItems.Add(item);
        if (item.Sequence == 0) await audit.AppendAsync(control, caller, "stream.begun", item.ProjectId, item.Stream, cancellation);
        else await control.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        meters.LetGo(letGo);
        return null;
    }

    private static async Task<StreamChain?> ChainAsync(ControlDbContext control, MembershipLog members, StreamItemRow item, CancellationToken cancellation)
    {
        var last = await control.StreamItems.AsNoTracking().Where(i => i.ProjectId == item.ProjectId && i.Stream == item.Stream)
            .OrderByDescending(i => i.Sequence).Select(i => new { i.Entry, i.Signature }).FirstOrDefaultAsync(cancellation);
        return last is null
            ? new StreamChain(item.ProjectId, item.Stream, members)
            : StreamChain.Behind(item.ProjectId, item.Stream, members, new SignedEntry(last.Entry, last.Signature));
    }

    /// <summary>Null where the project has room for one more item of the stream.</summary>
    private static async Task<IResult?> CheckRoomAsync(IQueryable<StreamItemRow> of, StreamItemRow item, CancellationToken cancellation)
    {
        if (item.Sequence == 0 && await of.Select(i => i.Stream).Distinct().CountAsync(cancellation) >= MostStreams) return Problems.Conflict("", $"A project has at most {MostStreams} streams.", "Remove some first.");
        if (await of.CountAsync(i => i.Stream == item.Stream, cancellation) >= MostItems) return Problems.Conflict("", $"A stream has at most {MostItems} items.", "Let go of the oldest: raise 'first' of the entry.");
        return await of.SumAsync(i => (long)i.Wrapped.Length, cancellation) + item.Wrapped.Length <= MostBytesOfProject
            ? null : Problems.Conflict("", $"A project's streams have at most {MostBytesOfProject >> 20} MiB together.", "Remove some first, or keep fewer items.");
    }

    private static IResult Tell(ChainRefusal refusal) => refusal switch
    {
        ChainRefusal.OutOfOrder or ChainRefusal.BrokenChain => Problems.Conflict("entry", "The stream has gone on since, or the entry does not name the one before it.", "Read the stream again and write the item anew."),
        ChainRefusal.Contradiction => Problems.Conflict("entry", "The vault has no such key.", "Read the vault again."),
        ChainRefusal.Forbidden => Problems.RoleTooLow("member"),
        _ => Problems.Invalid("signature", "The entry is not signed by a member of the vault.", "Sign its bytes by the key that the vault's log has for the agent."),
    };
}
