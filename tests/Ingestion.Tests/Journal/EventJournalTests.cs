using Footfall.Ingestion.Journal;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Footfall.Ingestion.Tests.Journal;

public sealed class EventJournalTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("footfall-journal").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task AnAppendCompletesWithTheEndOfItsCommit()
    {
        using var journal = EventJournal.Open(_directory, new JournalOptions(), TimeProvider.System, NullLogger.Instance);
        var first = await journal.AppendAsync(SomeEntry.With(1), TestContext.Current.CancellationToken);
        var second = await journal.AppendAsync(SomeEntry.With(2, 3), TestContext.Current.CancellationToken);
        Assert.True(first < second);
        Assert.Equal(second, journal.End);
        Assert.Equal(3, journal.Depth().Events);
    }
}
