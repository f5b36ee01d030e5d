using Footfall.DuckDb;

namespace Footfall.Storage.Events;

/// <summary>
/// Interrupts a connection once it is told to stop, and again until it has: an interrupt that comes just before a statement begins is lost. After
/// <see cref="Dispose"/> returns the connection is interrupted no more, so that it can serve the next question.
/// </summary>
internal sealed class QueryWatch : IDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(200);

    private readonly DuckDbConnection connection;
    private readonly Lock gate = new();
    private readonly Timer interrupts;
    private readonly Timer? reports;
    private readonly CancellationTokenRegistration registration;
    private bool over;

    private QueryWatch(DuckDbConnection connection, IProgress<double>? progress, CancellationToken stop)
    {
        this.connection = connection;
        // These count real time on purpose: they wait for DuckDB, not for an hour of the day.
        interrupts = new Timer(_ => Interrupt());
        registration = stop.Register(() =>
        {
            Interrupt();
            interrupts.Change(Again, Again);
        });
        if (progress is null)
            return;
        connection.Execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false");
        reports = new Timer(_ => Report(progress), null, ProgressEvery, ProgressEvery);
    }

    public static QueryWatch Begin(DuckDbConnection connection, IProgress<double>? progress, CancellationToken stop) => new(connection, progress, stop);

    public void Dispose()
    {
        registration.Dispose();
        lock (gate) over = true;
        interrupts.Dispose();
        reports?.Dispose();
    }

    private void Interrupt()
    {
        lock (gate)
        {
            if (!over)
                connection.Interrupt();
        }
    }

    private void Report(IProgress<double> progress)
    {
        double percentage;
        lock (gate)
        {
            if (over)
                return;
            percentage = connection.Progress().Percentage;
        }

        if (percentage >= 0)
            progress.Report(percentage);
    }
}
