using System.Text;
using System.Text.Json;

namespace Footfall.Query.Sharing;

/// <summary>Everything that is ever told of a day or month with a threshold. Null stands for one with too few visitors.</summary>
/// <param name="BounceRate">Percent.</param>
/// <param name="VisitDuration">Seconds.</param>
/// <param name="Cells">By dimension; most visitors first.</param>
internal sealed record PublishedGrain(long Visitors, long Visits, long Pageviews, long BounceRate, long VisitDuration, IReadOnlyDictionary<string, IReadOnlyList<PublishedCell>> Cells)
{
    public static string Write(PublishedGrain? grain)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            if (grain is null) json.WriteNullValue();
            else grain.Write(json);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    public static PublishedGrain? Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        if (document.RootElement.ValueKind == JsonValueKind.Null) return null;
        var totals = document.RootElement.GetProperty("totals").EnumerateArray().Select(number => number.GetInt64()).ToArray();
        var cells = document.RootElement.GetProperty("cells").EnumerateObject().ToDictionary(
            member => member.Name,
            member => (IReadOnlyList<PublishedCell>)[.. member.Value.EnumerateArray().Select(cell => new PublishedCell(cell[0].GetString()!, cell[1].GetInt64(), cell[2].GetInt64(), cell[3].GetInt64()))]);
        return new PublishedGrain(totals[0], totals[1], totals[2], totals[3], totals[4], cells);
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("totals");
        foreach (var number in (long[])[Visitors, Visits, Pageviews, BounceRate, VisitDuration]) json.WriteNumberValue(number);
        json.WriteEndArray();
        json.WriteStartObject("cells");
        foreach (var (dimension, cells) in Cells)
        {
            json.WriteStartArray(dimension);
            foreach (var cell in cells)
            {
                json.WriteStartArray();
                json.WriteStringValue(cell.Value);
                foreach (var number in (long[])[cell.Visitors, cell.Visits, cell.Pageviews]) json.WriteNumberValue(number);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
