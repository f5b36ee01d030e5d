using Footfall.Ingestion.Journal;
using Footfall.Ingestion.Journal.Draining;
using Microsoft.Extensions.Logging.Abstractions;

namespace Footfall.Ingestion.Tests.Journal;

/// <summary>A drainer on its own thread.</summary>
internal sealed class RunningDrain : IDisposable
{
    private readonly Drainer drainer;

    public RunningDrain(EventJournal journal, FakeStore store)
    {
        drainer = new Drainer(journal, store.Target, TimeProvider.System, NullLogger.Instance);
        drainer.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    public Drainer Drainer => drainer;

    /// <summary>A graceful stop.</summary>
    public Task FinishAsync() => drainer.StopAsync(CancellationToken.None);

    public void Dispose() => drainer.Dispose();
}
