using System.Globalization;
using Footfall.Cli.Sending;

namespace Footfall.Cli.Import;

/// <summary>One import from its beginning, or from where an earlier run of it ended.</summary>
/// <param name="dataDirectory">Keeps how far each import has come, in <c>imports/</c>.</param>
internal sealed class ImportWork(ImportOrder order, string dataDirectory, TextWriter screen, bool isTerminal, TimeProvider clock)
{
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(1);

    /// <summary>Reads all and sends nothing.</summary>
    public async Task<int> TryAsync(CancellationToken cancellation)
    {
        await using var file = ImportFile.Open(order.File);
        var tally = new ImportTally(screen, faults: null);
        var run = new ImportRun(order.Reader(), tally, send: null, () => Task.FromResult((0L, 0L)));
        var progress = Progress();
        await run.ReadAsync(file, New(""), _ => { }, events => progress.Show(PositionOf(file), events), cancellation);
        progress.End();
        tally.Summarise();
        screen.WriteLine("Nothing was sent: this was a dry run.");
        return tally.Faults > 0 ? 1 : 0;
    }

    public async Task<int> SendAsync(Target target, CancellationToken cancellation)
    {
        if (target.Mode == "sealed") throw new CommandException("A sealed project takes only what a browser or an SDK sealed: the server could read what is imported.");
        var path = ImportState.PathOf(dataDirectory, order.Format, order.File, target.Key);
        var state = await BeginAsync(path, cancellation);
        if (state.Finished is { } finished && !order.Follows && PositionIsEnd(state))
        {
            screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Imported already, on {finished:yyyy-MM-dd}: {state.Sent:N0} events. Nothing was sent."));
            return 0;
        }

        state.Write(path);
        await using var faults = new StreamWriter(path + ".faults.txt", append: state.Position != default);
        var tally = new ImportTally(screen, faults);
        var sender = new BatchSender(target.Client, clock);
        var run = new ImportRun(
            order.Reader(),
            tally,
            batch => sender.SendAsync(ImportBatch.Write(target.Key, $"footfall-import/{order.Format}", batch, target.Mode == "identified"), cancellation),
            async () =>
            {
                await sender.FinishAsync();
                return (sender.Accepted, sender.Dropped);
            });
        screen.WriteLine($"Importing {order.File} into \"{target.Name}\" on {target.Client.BaseAddress}");
        state = order.Follows ? await FollowAsync(run, state, path, cancellation) : await ReadAsync(run, state, path, cancellation);
        (state with { Finished = clock.GetUtcNow().UtcDateTime }).Write(path);
        tally.Summarise();
        screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sender.Accepted:N0} events were taken, {sender.Dropped:N0} dropped{(sender.DropReason is { } reason ? $", the first as {reason}" : "")}."));
        if (tally.Faults > 0) screen.WriteLine($"All rows that cannot be read: {path}.faults.txt");
        return sender.Dropped + tally.Faults > 0 ? 1 : 0;
    }

    private async Task<ImportState> ReadAsync(ImportRun run, ImportState state, string path, CancellationToken cancellation)
    {
        await using var file = ImportFile.Open(order.File);
        var progress = Progress();
        try
        {
            return await run.ReadAsync(file, state, noted => noted.Write(path), events => progress.Show(PositionOf(file), events), cancellation);
        }
        finally
        {
            progress.End();
        }
    }

    private async Task<ImportState> FollowAsync(ImportRun run, ImportState state, string path, CancellationToken cancellation)
    {
        using var log = new FollowedLog(order.File);
        screen.WriteLine("Following; Ctrl-C stops.");
        while (true)
        {
            state = await run.ReadAsync(log.File, state, noted => noted.Write(path), _ => { }, cancellation);
            if (log.Renew(state.Position)) state = state with { Position = default, Beginning = await ImportState.BeginningOfAsync(order.File, order.Grows, cancellation) };
            else await Task.Delay(s_lookEvery, clock, cancellation);
        }
    }

    /// <summary>Goes on with an earlier run of the same file, or begins.</summary>
    private async Task<ImportState> BeginAsync(string path, CancellationToken cancellation)
    {
        var beginning = await ImportState.BeginningOfAsync(order.File, order.Grows, cancellation);
        if (order.Restarts || ImportState.Read(path) is not { } earlier || earlier.Beginning != beginning) return New(beginning);
        if (earlier.Position != default) screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Going on after row {earlier.Position.Rows:N0}."));
        return earlier;
    }

    private ImportState New(string beginning) => new() { File = order.File, Project = order.Key ?? "", Began = clock.GetUtcNow().UtcDateTime, Beginning = beginning };

    /// <summary>A log may have grown since it was read to its end.</summary>
    private bool PositionIsEnd(ImportState state) => !order.Grows || new FileInfo(order.File).Length <= state.Position.Bytes;

    private ImportProgress Progress() => new(screen, isTerminal, order.IsPacked ? 0 : new FileInfo(order.File).Length, clock);

    private static long PositionOf(Stream file) => file.CanSeek ? file.Position : 0;
}
