using System.Text.Json;
using Footfall.Events;
using Footfall.Storage.Events;

namespace Footfall.Query.Endpoints;

/// <summary>Writes a project's books, hour by hour and together, and whether they balance.</summary>
internal static class LedgerAnswer
{
    /// <param name="waiting">Events of an hour that are journalled and not yet stored.</param>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<LedgerHour> hours, Func<DateTime, long> waiting)
    {
        json.WriteStartObject();
        json.WriteStartArray("hours");
        foreach (var hour in hours)
        {
            json.WriteStartObject();
            json.WriteString("hour", hour.Hour.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
            WriteBooks(json, [hour], waiting);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("totals");
        WriteBooks(json, hours, waiting);
        json.WriteEndObject();
        var differences = LedgerBalance.Check(hours, waiting);
        json.WriteBoolean("balanced", differences.Count == 0);
        json.WriteStartArray("differences");
        foreach (var difference in differences)
            json.WriteStringValue($"{difference.Hour:yyyy-MM-ddTHH:mm:ssZ}: {difference.Equation}: {difference.Left} is not {difference.Right}");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteBooks(Utf8JsonWriter json, IReadOnlyList<LedgerHour> hours, Func<DateTime, long> waiting)
    {
        json.WriteNumber("received", hours.Sum(h => h.Received));
        json.WriteNumber("journalled", hours.Sum(h => h.Journalled));
        json.WriteStartObject("dropped");
        foreach (var reason in hours.SelectMany(h => h.Dropped).GroupBy(d => d.Key, d => d.Value).OrderBy(g => g.Key)) json.WriteNumber(reason.Key.WireName(), reason.Sum());
        json.WriteEndObject();
        json.WriteNumber("stored", hours.Sum(h => h.Stored));
        json.WriteNumber("duplicate", hours.Sum(h => h.Duplicate));
        json.WriteNumber("quarantined", hours.Sum(h => h.Quarantined));
        json.WriteNumber("expired", hours.Sum(h => h.Expired));
        json.WriteNumber("erased", hours.Sum(h => h.Erased));
        json.WriteNumber("compacted", hours.Sum(h => h.Compacted));
        json.WriteNumber("opt_out_kept", hours.Sum(h => h.OptOutKept));
        json.WriteNumber("present", hours.Sum(h => h.Present));
        json.WriteNumber("waiting", hours.Sum(h => waiting(h.Hour)));
    }
}
