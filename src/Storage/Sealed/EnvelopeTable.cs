using Footfall.DuckDb;
using Footfall.Events;

namespace Footfall.Storage.Sealed;

/// <summary>Writes <c>envelopes</c> and <c>envelope_numbers</c> on the writer's connection and in its transaction, and reads rows of the first.</summary>
internal static class EnvelopeTable
{
    /// <summary>What <see cref="Read"/> reads.</summary>
    public const string Columns = "project, seq, epoch, hour, id, bytes, note";

    public static void Append(DuckDbConnection connection, IEnumerable<StoredEnvelope> stored)
    {
        using var rows = connection.CreateAppender("envelopes");
        foreach (var (envelope, number) in stored)
        {
            rows.CreateRow()
                .AppendValue(envelope.Project.Value)
                .AppendValue(number)
                .AppendValue(envelope.Epoch.Value)
                .AppendValue(envelope.Hour)
                .AppendBlob(envelope.Id.ToBytes())
                .AppendValue(envelope.Bytes.Length + envelope.Note.Length)
                .AppendBlob(envelope.Bytes.Span)
                .AppendBlob(envelope.Note.Span)
                .AppendNullValue()
                .EndRow();
        }

        rows.Close();
    }

    /// <summary>Takes a project's next numbers and returns the last of them.</summary>
    public static long TakeNumbers(DuckDbConnection connection, ProjectNumber project, int count)
    {
        var last = LastNumber(connection, project) + count;
        using var update = connection.Prepare("UPDATE envelope_numbers SET last = ? WHERE project = ?");
        if (update.Bind(1, last).Bind(2, project.Value).Execute() > 0)
            return last;
        using var insert = connection.Prepare("INSERT INTO envelope_numbers VALUES (?, ?)");
        insert.Bind(1, project.Value).Bind(2, last).Execute();
        return last;
    }

    public static StoredEnvelope Read(DuckDbChunk chunk, int row) => new(
        new SealedEnvelope
        {
            Project = new ProjectNumber((int)chunk.Column(0).GetInt64(row)),
            Epoch = new EpochId(chunk.Column(2).GetUInt64(row)),
            Hour = chunk.Column(3).GetDateTime(row),
            Id = EnvelopeId.Read(chunk.Column(4).GetUtf8(row)),
            Bytes = chunk.Column(5).GetUtf8(row).ToArray(),
            Note = chunk.Column(6).GetUtf8(row).ToArray(),
        },
        chunk.Column(1).GetInt64(row));

    /// <summary>Removes a project's envelopes and books those that no segment stands for; the others were booked when one came to.</summary>
    /// <param name="epoch">Null: of all epochs.</param>
    /// <returns>Those booked.</returns>
    public static long Remove(DuckDbConnection connection, ProjectNumber project, EpochId? epoch, LedgerEntry entry)
    {
        const string Chosen = "project = ? AND (epoch = ? OR ?)";
        using var count = connection.Prepare($"SELECT count(*) FROM envelopes WHERE {Chosen} AND segment IS NULL");
        using var result = Choose(count).Query();
        var removed = result.NextChunk(out var chunk) ? chunk.Column(0).GetInt64(0) : 0;
        using var book = connection.Prepare($"INSERT INTO ledger SELECT project, hour, {(int)entry}, NULL, count(*) FROM envelopes WHERE {Chosen} AND segment IS NULL GROUP BY ALL");
        Choose(book).Execute();
        using var delete = connection.Prepare($"DELETE FROM envelopes WHERE {Chosen}");
        Choose(delete).Execute();
        return removed;

        DuckDbStatement Choose(DuckDbStatement statement) => statement.Bind(1, project.Value).Bind(2, epoch?.Value ?? 0).Bind(3, epoch is null);
    }

    /// <summary>Removes envelopes for which a segment made before a moment stands, unless they came after another.</summary>
    public static long RemoveCompacted(DuckDbConnection connection, DateTime madeBefore, DateTime cameBefore)
    {
        using var delete = connection.Prepare("""
            DELETE FROM envelopes USING segments
            WHERE segments.project = envelopes.project AND segments.id = envelopes.segment AND segments.made_at < ? AND envelopes.hour < ?
            """);
        return delete.Bind(1, madeBefore).Bind(2, cameBefore).Execute();
    }

    private static long LastNumber(DuckDbConnection connection, ProjectNumber project)
    {
        using var statement = connection.Prepare("SELECT last FROM envelope_numbers WHERE project = ?");
        using var result = statement.Bind(1, project.Value).Query();
        return result.NextChunk(out var chunk) ? chunk.Column(0).GetInt64(0) : 0;
    }
}
