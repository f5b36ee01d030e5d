using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Footfall.Ingestion.Tests.Sealed;

/// <summary>
/// Rows of the store as JSON that does not depend on what is free: absent values are left out, visits are in the order of their visitor, start and first
/// event, and events name their visit by its place in that order.
/// </summary>
internal sealed class RowAnswer(IReadOnlyList<string> eventColumns, IReadOnlyList<string> visitColumns)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Of(IReadOnlyList<object?[]> events, IReadOnlyList<object?[]> visits, JsonArray dropped)
    {
        var rows = events.Select(row => Row(eventColumns, row)).OrderBy(row => row["id"]!.GetValue<string>(), StringComparer.Ordinal).ToList();
        var firsts = rows.Where(row => row.ContainsKey("visit")).GroupBy(row => row["visit"]!.GetValue<long>())
            .ToDictionary(group => group.Key, group => group.Select(row => row["id"]!.GetValue<string>()).Min(StringComparer.Ordinal)!);
        var ordered = visits.Select(row => Row(visitColumns, row))
            .OrderBy(row => ulong.Parse(row["visitor"]!.GetValue<string>(), CultureInfo.InvariantCulture))
            .ThenBy(row => row["started_at"]!.GetValue<long>())
            .ThenBy(row => firsts[row["visit"]!.GetValue<long>()], StringComparer.Ordinal).ToList();
        var places = ordered.Select((row, place) => (Number: row["visit"]!.GetValue<long>(), place)).ToDictionary(one => one.Number, one => one.place);
        foreach (var row in rows.Concat(ordered))
        {
            row.Remove("project");
            if (row.TryGetPropertyValue("visit", out var visit) && visit is not null) row["visit"] = places[visit.GetValue<long>()];
        }

        return new JsonObject { ["dropped"] = dropped, ["events"] = new JsonArray([.. rows]), ["visits"] = new JsonArray([.. ordered]) }.ToJsonString(Plain);
    }

    private static JsonObject Row(IReadOnlyList<string> columns, object?[] values)
    {
        var row = new JsonObject();
        for (var i = 0; i < columns.Count; i++)
        {
            if (values[i] is { } value) row[columns[i]] = Value(value);
        }

        return row;
    }

    private static JsonNode Value(object value) => value switch
    {
        DateTime time => JsonValue.Create((long)(time - DateTime.UnixEpoch).TotalMilliseconds),
        Guid id => JsonValue.Create(id.ToString("D")),
        ulong visitor => JsonValue.Create(visitor.ToString(CultureInfo.InvariantCulture)),
        decimal amount => JsonValue.Create(amount.ToString("0.000", CultureInfo.InvariantCulture)),
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        long number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        IDictionary map => Map(map),
        _ => throw new InvalidOperationException($"Say how a {value.GetType().Name} is written."),
    };

    private static JsonObject Map(IDictionary map)
    {
        var pairs = new JsonObject();
        foreach (var name in map.Keys.Cast<string>().Order(StringComparer.Ordinal)) pairs[name] = Value(map[name]!);
        return pairs;
    }
}
