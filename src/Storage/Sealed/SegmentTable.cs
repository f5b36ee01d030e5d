using Footfall.DuckDb;
using Footfall.Events;

namespace Footfall.Storage.Sealed;

/// <summary>Reads and writes <c>segments</c>, on a connection and in the transaction of the caller.</summary>
internal static class SegmentTable
{
    private const string Columns = "id, epoch, size, first_seq, last_seq, envelopes, made_at, replaced_by, undone_at, has_bytes";

    /// <summary>In the order in which they were made.</summary>
    public static List<Segment> All(DuckDbConnection connection, ProjectNumber project)
    {
        using var statement = connection.Prepare($"SELECT {Columns} FROM segments WHERE project = ? ORDER BY made_at, id");
        return Read(statement.Bind(1, project.Value));
    }

    public static Segment? Find(DuckDbConnection connection, ProjectNumber project, Guid id)
    {
        using var statement = connection.Prepare($"SELECT {Columns} FROM segments WHERE project = ? AND id = ?");
        return Read(statement.Bind(1, project.Value).Bind(2, id)).SingleOrDefault();
    }

    public static void Append(DuckDbConnection connection, NewSegment segment, long size, DateTime madeAt)
    {
        using var rows = connection.CreateAppender("segments");
        rows.CreateRow()
            .AppendValue(segment.Project.Value)
            .AppendValue(segment.Manifest.Epoch.Value)
            .AppendValue(segment.Id)
            .AppendValue(size)
            .AppendValue(segment.Envelopes?.First)
            .AppendValue(segment.Envelopes?.Last)
            .AppendValue(segment.Envelopes?.Count ?? 0)
            .AppendValue(madeAt)
            .AppendNullValue()
            .AppendNullValue()
            .AppendValue(true)
            .EndRow();
        rows.Close();
    }

    /// <summary>Puts a segment in the place of those that it stands for, which are live.</summary>
    public static void Replace(DuckDbConnection connection, NewSegment by)
    {
        using var statement = connection.Prepare("UPDATE segments SET replaced_by = ? WHERE project = ? AND id IN (SELECT unnest(?::UUID[]))");
        statement.Bind(1, by.Id).Bind(2, by.Project.Value).Bind(3, by.Replaces).Execute();
    }

    /// <summary>Marks a segment as undone and makes those that it had replaced live again.</summary>
    public static void Undo(DuckDbConnection connection, ProjectNumber project, Guid id, DateTime now)
    {
        using var restore = connection.Prepare("UPDATE segments SET replaced_by = NULL WHERE project = ? AND replaced_by = ?");
        restore.Bind(1, project.Value).Bind(2, id).Execute();
        using var undo = connection.Prepare("UPDATE segments SET undone_at = ? WHERE project = ? AND id = ?");
        undo.Bind(1, now).Bind(2, project.Value).Bind(3, id).Execute();
    }

    /// <summary>The bytes of some segments are about to go; their rows and manifests stay.</summary>
    public static void ForgetBytes(DuckDbConnection connection, ProjectNumber project, IReadOnlyCollection<Guid> ids)
    {
        using var forget = connection.Prepare("UPDATE segments SET has_bytes = false WHERE project = ? AND id IN (SELECT unnest(?::UUID[]))");
        forget.Bind(1, project.Value).Bind(2, ids).Execute();
    }

    private static List<Segment> Read(DuckDbStatement statement)
    {
        List<Segment> segments = [];
        using var result = statement.Query();
        while (result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++)
                segments.Add(Read(chunk, row));
        }

        return segments;
    }

    private static Segment Read(DuckDbChunk chunk, int row) => new()
    {
        Id = chunk.Column(0).GetGuid(row),
        Epoch = new EpochId(chunk.Column(1).GetUInt64(row)),
        Size = chunk.Column(2).GetInt64(row),
        FirstNumber = chunk.Column(3).IsValid(row) ? chunk.Column(3).GetInt64(row) : null,
        LastNumber = chunk.Column(4).IsValid(row) ? chunk.Column(4).GetInt64(row) : null,
        Envelopes = chunk.Column(5).GetInt64(row),
        MadeAt = chunk.Column(6).GetDateTime(row),
        ReplacedBy = chunk.Column(7).IsValid(row) ? chunk.Column(7).GetGuid(row) : null,
        UndoneAt = chunk.Column(8).IsValid(row) ? chunk.Column(8).GetDateTime(row) : null,
        HasBytes = chunk.Column(9).GetBoolean(row),
    };
}
