using System.Globalization;
using System.Text.Json.Nodes;
using Footfall.Query.Sql;
using Footfall.Query.Tests.Store;

namespace Footfall.Query.Tests.Plans;

/// <summary>The two tables of a store as JSON, for another engine to be filled with.</summary>
internal static class RecordedTables
{
    public static JsonObject Of(QuestionStore store) => new() { ["events"] = Table(store, "events"), ["visits"] = Table(store, "visits") };

    private static JsonObject Table(QuestionStore store, string name)
    {
        var columns = store.Run(new SqlStatement("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = $1 ORDER BY column_index", [name]));
        var rows = store.Run(new SqlStatement($"SELECT * FROM {name} ORDER BY ALL", []));
        // What no row has need not be told of each.
        var used = columns.Index().Where(column => rows.Any(row => row[column.Index] is not null)).Select(column => column.Index).ToList();
        return new JsonObject
        {
            ["columns"] = new JsonObject(columns.Select(column => KeyValuePair.Create((string)column[0]!, (JsonNode?)(string)column[1]!))),
            ["told"] = new JsonArray([.. used.Select(place => (JsonNode)(string)columns[place][0]!)]),
            ["rows"] = new JsonArray([.. rows.Select(row => new JsonArray([.. used.Select(place => Cell(row[place]))]))]),
        };
    }

    private static JsonNode? Cell(object? cell) => cell switch
    {
        null => null,
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        Dictionary<string, object?> map => new JsonArray([.. map.Select(pair => new JsonArray(pair.Key, (string?)pair.Value))]),
        bool truth => truth,
        string text => text,
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture),
    };
}
