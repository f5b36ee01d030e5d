namespace Footfall.Cli.Import;

/// <summary>Reads a file and sends what it tells. What was acknowledged is written down every few batches, so that a run that is stopped goes on where it was.</summary>
/// <param name="send">Sends a batch without waiting for the answer; null: nothing is sent (a dry run).</param>
/// <param name="settle">Waits until all that was sent is answered, and tells how much was taken and dropped so far.</param>
internal sealed class ImportRun(IImportFormat format, ImportTally tally, Func<IReadOnlyList<ImportedEvent>, Task>? send, Func<Task<(long Accepted, long Dropped)>> settle)
{
    private const int BatchSize = 500;
    private const int BatchesBetweenNotes = 20;

    /// <summary>What earlier runs counted; this one's counts come on top of it, however often a followed log is read on.</summary>
    private ImportState? _before;

    /// <param name="note">Is told each state that is worth to go on from.</param>
    /// <param name="show">Is told how many events were read.</param>
    public async Task<ImportState> ReadAsync(Stream file, ImportState state, Action<ImportState> note, Action<long> show, CancellationToken cancellation)
    {
        _before ??= state;
        var (batch, sinceNote, position) = (new List<ImportedEvent>(BatchSize), 0, state.Position);
        await foreach (var row in format.ReadAsync(file, state.Position, cancellation))
        {
            tally.Count(row);
            batch.AddRange(row.Events);
            position = row.End;
            if (batch.Count < BatchSize) continue;
            await SendAsync(batch);
            batch = new List<ImportedEvent>(BatchSize);
            show(tally.Events);
            if (++sinceNote < BatchesBetweenNotes) continue;
            sinceNote = 0;
            state = await SettleAsync(state with { Position = position });
            note(state);
        }

        if (batch.Count > 0) await SendAsync(batch);
        state = await SettleAsync(state with { Position = position });
        note(state);
        return state;
    }

    private async Task SendAsync(List<ImportedEvent> batch)
    {
        if (send is not null) await send(batch);
    }

    private async Task<ImportState> SettleAsync(ImportState state)
    {
        var (accepted, dropped) = await settle();
        var leftOut = _before!.LeftOut.ToDictionary();
        foreach (var (why, count) in tally.LeftOut) leftOut[why] = leftOut.GetValueOrDefault(why) + count;
        return state with { Sent = _before.Sent + accepted, Dropped = _before.Dropped + dropped, Faults = _before.Faults + tally.Faults, LeftOut = leftOut };
    }
}
