using Footfall.DuckDb;
using Footfall.Events;
using Footfall.Storage.Events;
using Footfall.Storage.Events.Visits;

namespace Footfall.Storage.Sealed;

/// <summary>
/// The content of a segment in the form of a DuckDB database (docs/formats/sealed.md, "Content of a segment"). What it writes is decrypted: the caller names a
/// path that is in memory.
/// </summary>
public static class SegmentDatabase
{
    /// <summary>The oldest that DuckDB 1.5 writes, so that every reader can read it.</summary>
    public const string StorageVersion = "v1.0.0";

    private const string Columns =
        "SELECT column_name, data_type FROM duckdb_columns() WHERE schema_name = 'main' AND table_name = 'events' AND NOT internal ORDER BY column_index";

    private const string OtherTables = "SELECT table_name FROM duckdb_tables() WHERE table_name NOT IN ('events', 'visits')";

    /// <summary>The newest migration: what the tables that are written are of.</summary>
    public static int Schema => EventMigrations.Newest;

    /// <summary>Writes events and the visits that the rule makes of exactly these.</summary>
    /// <param name="path">Where no file is yet.</param>
    /// <param name="events">In any order, each id once.</param>
    public static void Write(string path, IReadOnlyList<Event> events)
    {
        using var database = DuckDbDatabase.Open(path, Config(DuckDbAccessMode.ReadWrite));
        using var connection = database.Connect();
        EventMigrations.Run(connection);
        foreach (var table in Texts(connection, OtherTables)) connection.Execute($"DROP TABLE {table}");
        var (placed, visits) = Place(events);
        using (var rows = connection.CreateAppender("events"))
        {
            foreach (var one in placed) EventTable.Append(rows, one.Event, one.Visit?.Number, one.Visit?.Acquisition ?? one.Event.Acquisition, one.Own);
            rows.Close();
        }

        new VisitWriter(connection).Append(visits);
        connection.Execute("CHECKPOINT");
    }

    /// <summary>Reads the events, as they were before visits were found for them, and hands them on in parts.</summary>
    /// <exception cref="InvalidDataException">It is no content of a segment.</exception>
    public static void Read(string path, ProjectNumber project, Action<IReadOnlyList<Event>> take)
    {
        try
        {
            using var database = DuckDbDatabase.Open(path, Config(DuckDbAccessMode.ReadOnly));
            using var connection = database.Connect();
            // A view could hide what is read in its place.
            if (Texts(connection, "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' AND table_name = 'events'").Count == 0)
                throw new InvalidDataException("The segment has no table of events.");
            var columns = Texts(connection, Columns).Select((name, place) => (name, place)).ToDictionary(column => column.name, column => column.place);
            Read(connection, new SegmentDatabaseRow(columns), new SegmentEvents(project), take);
        }
        catch (DuckDbException error)
        {
            throw new InvalidDataException($"The segment is no database: {error.Message}", error);
        }
    }

    private static void Read(DuckDbConnection connection, SegmentDatabaseRow row, SegmentEvents events, Action<IReadOnlyList<Event>> take)
    {
        using var result = connection.Query("SELECT * FROM main.events ORDER BY time, id");
        while (result.NextChunk(out var chunk))
        {
            var part = new Event[chunk.Count];
            for (var place = 0; place < part.Length; place++) part[place] = events.Read(row.At(chunk, place));
            take(part);
        }
    }

    /// <summary>All in the segment's order, numbered as it says.</summary>
    private static (List<PlacedEvent> Events, List<Visit> Visits) Place(IReadOnlyList<Event> events)
    {
        List<PlacedEvent> placed = [.. events.Where(e => e.Visitor is null).Select(e => new PlacedEvent(e, null))];
        List<Visit> visits = [];
        foreach (var visitor in events.Where(e => e.Visitor is not null).GroupBy(VisitorKey.Of))
        {
            uint number = 0;
            foreach (var (visit, members) in VisitRule.Walk(visitor.OrderBy(EventOrder.Of), e => e, () => 0))
            {
                if (visit.NeedsNumber) visit.VisitNumber = ++number;
                visits.Add(visit);
                placed.AddRange(members.Select(e => new PlacedEvent(e, visit)));
            }
        }

        visits.Sort((one, other) => one.First.CompareTo(other.First));
        for (var i = 0; i < visits.Count; i++) visits[i].Number = i + 1;
        placed.Sort((one, other) => EventOrder.Of(one.Event).CompareTo(EventOrder.Of(other.Event)));
        return (placed, visits);
    }

    private static List<string> Texts(DuckDbConnection connection, string sql)
    {
        List<string> texts = [];
        using var result = connection.Query(sql);
        while (result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++) texts.Add(chunk.Column(0).GetString(row)!);
        }

        return texts;
    }

    /// <summary>Nothing is spilled, and nothing but this file is touched.</summary>
    private static DuckDbConfig Config(DuckDbAccessMode mode) => new()
    {
        Threads = 1,
        TempDirectory = "",
        AccessMode = mode,
        ExternalAccess = false,
        Options = mode == DuckDbAccessMode.ReadOnly ? new Dictionary<string, string>() : new Dictionary<string, string> { ["storage_compatibility_version"] = StorageVersion },
    };
}
