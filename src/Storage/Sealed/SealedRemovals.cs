using Footfall.DuckDb;
using Footfall.Events;
using Footfall.Storage.Events;
using Microsoft.Extensions.Logging;

namespace Footfall.Storage.Sealed;

/// <summary>Takes out of the store what nobody may or need read any more. Rows go first, files afterwards: a crash between leaves a file that a later sweep finds. Thread-safe.</summary>
public sealed class SealedRemovals
{
    /// <summary>Envelopes are kept for longer than they are recognised as repeated: otherwise one that is sent again would count again.</summary>
    private static readonly TimeSpan Recognised = Events.Duplicates.DuplicateFilter.Window + TimeSpan.FromDays(1);

    /// <summary>An upload that takes longer than this has failed.</summary>
    private static readonly TimeSpan Upload = TimeSpan.FromHours(6);

    private readonly StoreWriter writer;
    private readonly EventReader reader;
    private readonly SegmentFiles files;
    private readonly TimeProvider time;
    private readonly ILogger logger;

    internal SealedRemovals(StoreWriter writer, EventReader reader, SegmentFiles files, TimeProvider time, ILogger logger) =>
        (this.writer, this.reader, this.files, this.time, this.logger) = (writer, reader, files, time, logger);

    /// <summary>Deletes an epoch's envelopes, booked as expired, and the bytes of its segments. The key is the caller's to delete.</summary>
    /// <returns>Envelopes booked.</returns>
    public long DeleteEpoch(ProjectNumber project, EpochId epoch)
    {
        List<Guid> gone = [];
        var expired = writer.Write(
            connection =>
            {
                gone = [.. SegmentTable.All(connection, project).Where(segment => segment.Epoch == epoch && segment.HasBytes).Select(segment => segment.Id)];
                SegmentTable.ForgetBytes(connection, project, gone);
                return EnvelopeTable.Remove(connection, project, epoch, LedgerEntry.Expired);
            },
            changed: () => []);
        gone.ForEach(id => files.Delete(project, id));
        Log.EpochDeleted(logger, expired, gone.Count, project.Value);
        return expired;
    }

    /// <summary>Deletes what segments have stood for longer than the days of grace, segments that were undone or replaced as long ago, and what crashes left behind.</summary>
    public async Task PurgeAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        List<(ProjectNumber Project, Guid Id)> gone = [];
        var purged = writer.Write(
            connection =>
            {
                gone = Purgeable(connection, now - SegmentSwap.Grace);
                foreach (var project in gone.GroupBy(segment => segment.Project))
                    SegmentTable.ForgetBytes(connection, project.Key, [.. project.Select(segment => segment.Id)]);
                return EnvelopeTable.RemoveCompacted(connection, now - SegmentSwap.Grace, now - Recognised);
            },
            changed: () => []);
        foreach (var (project, id) in gone) files.Delete(project, id);
        if (purged > 0 || gone.Count > 0) Log.CompactedPurged(logger, purged, gone.Count);
        var known = await reader.ReadAsync((connection, _) => WithBytes(connection), QueryLimits.Default, cancellation);
        files.Sweep(now - Upload, (project, id) => known.Contains((project, id)));
    }

    /// <summary>Deletes all rows of a project, its envelopes booked as erased.</summary>
    /// <returns>Envelopes booked.</returns>
    internal static long DeleteRows(DuckDbConnection connection, ProjectNumber project)
    {
        var removed = EnvelopeTable.Remove(connection, project, null, LedgerEntry.Erased);
        foreach (var table in (string[])["segments", "manifests"])
        {
            using var delete = connection.Prepare($"DELETE FROM {table} WHERE project = ?");
            delete.Bind(1, project.Value).Execute();
        }

        return removed;
    }

    /// <summary>Whether anything of a sealed project is left, a row or a folder of files: an erasure that a crash cut short is to be finished.</summary>
    public async Task<bool> HasRemainsAsync(ProjectNumber project, CancellationToken cancellation)
    {
        if (files.HasFolder(project)) return true;
        const string sql = """
            SELECT EXISTS (SELECT 1 FROM envelopes WHERE project = ?) OR EXISTS (SELECT 1 FROM segments WHERE project = ?) OR EXISTS (SELECT 1 FROM manifests WHERE project = ?)
            """;
        var rows = await reader.QueryAsync(sql, [project.Value, project.Value, project.Value], QueryLimits.Default, cancellation);
        return (bool)rows.Rows[0][0]!;
    }

    /// <summary>Deletes the files of a project whose rows are gone.</summary>
    internal void DeleteFiles(ProjectNumber project) => files.DeleteAll(project);

    /// <summary>Segments whose days of grace as something undone or replaced ended before the moment.</summary>
    private static List<(ProjectNumber Project, Guid Id)> Purgeable(DuckDbConnection connection, DateTime before)
    {
        using var statement = connection.Prepare("""
            SELECT old.project, old.id FROM segments AS old LEFT JOIN segments AS new ON new.project = old.project AND new.id = old.replaced_by
            WHERE old.has_bytes AND (old.undone_at < ? OR new.made_at < ?)
            """);
        return Ids(statement.Bind(1, before).Bind(2, before));
    }

    private static HashSet<(ProjectNumber, Guid)> WithBytes(DuckDbConnection connection)
    {
        using var statement = connection.Prepare("SELECT project, id FROM segments WHERE has_bytes");
        return [.. Ids(statement)];
    }

    private static List<(ProjectNumber Project, Guid Id)> Ids(DuckDbStatement statement)
    {
        List<(ProjectNumber, Guid)> ids = [];
        using var result = statement.Query();
        while (result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++)
                ids.Add((new ProjectNumber((int)chunk.Column(0).GetInt64(row)), chunk.Column(1).GetGuid(row)));
        }

        return ids;
    }
}
