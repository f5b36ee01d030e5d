namespace Footfall.DuckDb.Tests;

/// <summary>A database in memory with one connection, and the few steps that every test here takes.</summary>
public sealed class OpenDatabase : IDisposable
{
    public OpenDatabase(DuckDbConfig? config = null)
    {
        Database = DuckDbDatabase.Open(DuckDbDatabase.InMemory, config ?? new DuckDbConfig { Threads = 2 });
        Connection = Database.Connect();
    }

    public DuckDbDatabase Database { get; }

    public DuckDbConnection Connection { get; }

    /// <summary>All rows of a query, boxed.</summary>
    public List<object?[]> Rows(string sql)
    {
        using var result = Connection.Query(sql);
        return ReadAll(result);
    }

    /// <summary>The first column of the first row.</summary>
    public object? Scalar(string sql) => Rows(sql)[0][0];

    public static List<object?[]> ReadAll(DuckDbResult result)
    {
        var rows = new List<object?[]>();
        while (result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++)
            {
                var at = row;
                rows.Add([.. Enumerable.Range(0, chunk.ColumnCount).Select(column => chunk.Column(column).GetValue(at))]);
            }
        }

        return rows;
    }

    public void Dispose()
    {
        Connection.Dispose();
        Database.Dispose();
    }
}
