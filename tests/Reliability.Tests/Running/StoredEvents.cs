using System.Globalization;
using Footfall.DuckDb;
using Footfall.Testing;

namespace Footfall.Reliability.Tests.Running;

/// <summary>Looks into the event store of a server that does not run, past the server's own code. The files stay as they are: a copy is opened.</summary>
internal static class StoredEvents
{
    /// <summary>How often each event id is there.</summary>
    public static Dictionary<Guid, long> Count(string dataDirectory) => Count(dataDirectory, "SELECT id::VARCHAR, count(*)::VARCHAR FROM events GROUP BY ALL").ToDictionary(pair => Guid.Parse(pair.Key), pair => pair.Value);

    /// <summary>How often each envelope is there, by its id in hexadecimal.</summary>
    public static Dictionary<string, long> CountEnvelopes(string dataDirectory) => Count(dataDirectory, "SELECT hex(id), count(*)::VARCHAR FROM envelopes GROUP BY id");

    private static Dictionary<string, long> Count(string dataDirectory, string sql)
    {
        using var copy = new TempDirectory();
        foreach (var name in new[] { "events.duckdb", "events.duckdb.wal" })
        {
            var file = Path.Combine(dataDirectory, name);
            if (File.Exists(file)) File.Copy(file, copy[name]);
        }

        using var database = DuckDbDatabase.Open(copy["events.duckdb"]);
        using var connection = database.Connect();
        using var result = connection.Query(sql);
        var counts = new Dictionary<string, long>();
        while (result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++)
                counts.Add(chunk.Column(0).GetString(row)!, long.Parse(chunk.Column(1).GetString(row)!, CultureInfo.InvariantCulture));
        }

        return counts;
    }
}
