using Footfall.DuckDb;
using Footfall.Events;
using Footfall.Storage.Events;

namespace Footfall.Storage.Sealed;

/// <summary>Reads the envelopes that no segment stands for yet, page by page. Thread-safe.</summary>
public sealed class EnvelopeReader
{
    private readonly EventReader reader;

    internal EnvelopeReader(EventReader reader) => this.reader = reader;

    /// <inheritdoc cref="PageAsync(ProjectNumber, long, long, int, int, CancellationToken)"/>
    public Task<IReadOnlyList<StoredEnvelope>> PageAsync(ProjectNumber project, long after, int limit, int bytes, CancellationToken cancellation) =>
        PageAsync(project, after, long.MaxValue, limit, bytes, cancellation);

    /// <summary>A project's envelopes behind a number, in order.</summary>
    /// <param name="until">The number of the last one that is asked for.</param>
    /// <param name="limit">At most as many.</param>
    /// <param name="bytes">At most as many bytes of envelopes and notes, but one envelope always.</param>
    public Task<IReadOnlyList<StoredEnvelope>> PageAsync(ProjectNumber project, long after, long until, int limit, int bytes, CancellationToken cancellation) =>
        reader.ReadAsync(
            (connection, stop) =>
            {
                var last = LastOfPage(connection, project, (after, until), limit, bytes, stop);
                return last is null ? [] : Page(connection, project, after, last.Value, stop);
            },
            QueryLimits.Default,
            cancellation);

    /// <summary>From the narrow columns alone, so that no page is ever larger in memory than what is asked for.</summary>
    private static long? LastOfPage(
        DuckDbConnection connection, ProjectNumber project, (long After, long Until) range, int limit, long bytes, CancellationToken stop)
    {
        using var statement = connection.Prepare(
            "SELECT seq, size FROM envelopes WHERE project = ? AND seq > ? AND seq <= ? AND segment IS NULL ORDER BY seq LIMIT ?");
        using var result = statement.Bind(1, project.Value).Bind(2, range.After).Bind(3, range.Until).Bind(4, limit).Query();
        long? last = null;
        while (result.NextChunk(out var chunk))
        {
            stop.ThrowIfCancellationRequested();
            for (var row = 0; row < chunk.Count; row++)
            {
                bytes -= chunk.Column(1).GetInt64(row);
                if (last is not null && bytes < 0)
                    return last;
                last = chunk.Column(0).GetInt64(row);
            }
        }

        return last;
    }

    private static IReadOnlyList<StoredEnvelope> Page(DuckDbConnection connection, ProjectNumber project, long after, long last, CancellationToken stop)
    {
        using var statement = connection.Prepare(
            $"SELECT {EnvelopeTable.Columns} FROM envelopes WHERE project = ? AND seq > ? AND seq <= ? AND segment IS NULL ORDER BY seq");
        using var result = statement.Bind(1, project.Value).Bind(2, after).Bind(3, last).Query();
        List<StoredEnvelope> page = [];
        while (result.NextChunk(out var chunk))
        {
            stop.ThrowIfCancellationRequested();
            for (var row = 0; row < chunk.Count; row++)
                page.Add(EnvelopeTable.Read(chunk, row));
        }

        return page;
    }
}
