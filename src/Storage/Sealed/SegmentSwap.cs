using System.Security.Cryptography;
using Footfall.DuckDb;
using Footfall.Events;

namespace Footfall.Storage.Sealed;

/// <summary>
/// Puts a segment in the place of what it stands for, or takes it back. Runs inside the writer's transaction, and looks at everything before it changes anything.
/// </summary>
internal sealed class SegmentSwap(DuckDbConnection connection, DateTime now)
{
    /// <summary>What a segment stands for is kept for this long, and the segment can be undone.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(7);

    private const string InRange = "project = ? AND epoch = ? AND seq BETWEEN ? AND ? AND segment IS NULL";

    /// <param name="size">Bytes of the file.</param>
    /// <param name="place">Called when nothing is in the way any more; puts the file where it belongs.</param>
    public SegmentOutcome Swap(NewSegment segment, long size, Action place)
    {
        if (SegmentTable.Find(connection, segment.Project, segment.Id) is not null)
            return SegmentOutcome.IdTaken;
        if (!ManifestTable.Follows(connection, segment.Project, segment.Manifest, segment.Previous.Span))
            return SegmentOutcome.ChainMoved;
        if (segment.Envelopes is { } range && !AreThere(segment, range))
            return SegmentOutcome.SourcesGone;
        if (!AreLive(segment))
            return SegmentOutcome.SourcesGone;
        place();
        TakeEnvelopes(segment);
        SegmentTable.Replace(connection, segment);
        SegmentTable.Append(connection, segment, size, now);
        ManifestTable.Append(connection, segment.Project, segment.Manifest);
        return SegmentOutcome.Done;
    }

    /// <param name="previous">What the manifest says is the hash of the one before it.</param>
    public SegmentOutcome Undo(ProjectNumber project, Guid id, Manifest manifest, ReadOnlySpan<byte> previous)
    {
        if (SegmentTable.Find(connection, project, id) is not { } segment || segment.Epoch != manifest.Epoch)
            return SegmentOutcome.Unknown;
        if (!segment.IsLive || segment.MadeAt < now - Grace)
            return SegmentOutcome.TooLate;
        if (!ManifestTable.Follows(connection, project, manifest, previous))
            return SegmentOutcome.ChainMoved;
        Book(project, id, -1);
        using var restore = connection.Prepare("UPDATE envelopes SET segment = NULL WHERE project = ? AND segment = ?");
        restore.Bind(1, project.Value).Bind(2, id).Execute();
        SegmentTable.Undo(connection, project, id, now);
        ManifestTable.Append(connection, project, manifest);
        return SegmentOutcome.Done;
    }

    private bool AreThere(NewSegment segment, EnvelopeRange range)
    {
        using var statement = connection.Prepare($"SELECT id FROM envelopes WHERE {InRange} ORDER BY seq");
        using var ids = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long count = 0;
        using var result = BindRange(statement, 1, segment, range).Query();
        while (result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++)
                ids.AppendData(chunk.Column(0).GetUtf8(row));
            count += chunk.Count;
        }

        return count == range.Count && range.Consumed.Span.SequenceEqual(ids.GetHashAndReset());
    }

    private bool AreLive(NewSegment segment)
    {
        if (segment.Replaces.Count == 0)
            return true;
        var live = SegmentTable.All(connection, segment.Project).Where(known => known.IsLive && known.Epoch == segment.Manifest.Epoch).Select(known => known.Id).ToHashSet();
        return segment.Replaces.All(live.Contains);
    }

    private void TakeEnvelopes(NewSegment segment)
    {
        if (segment.Envelopes is not { } range)
            return;
        using var take = connection.Prepare($"UPDATE envelopes SET segment = ? WHERE {InRange}");
        BindRange(take.Bind(1, segment.Id), 2, segment, range).Execute();
        Book(segment.Project, segment.Id, 1);
    }

    private static DuckDbStatement BindRange(DuckDbStatement statement, int at, NewSegment segment, EnvelopeRange range) =>
        statement.Bind(at, segment.Project.Value).Bind(at + 1, segment.Manifest.Epoch.Value).Bind(at + 2, range.First).Bind(at + 3, range.Last);

    /// <summary>Into the books by hour of receipt, or out of them again.</summary>
    private void Book(ProjectNumber project, Guid segment, int sign)
    {
        using var book = connection.Prepare($"""
            INSERT INTO ledger SELECT project, hour, {(int)LedgerEntry.Compacted}, NULL, {sign} * count(*) FROM envelopes WHERE project = ? AND segment = ? GROUP BY ALL
            """);
        book.Bind(1, project.Value).Bind(2, segment).Execute();
    }
}
