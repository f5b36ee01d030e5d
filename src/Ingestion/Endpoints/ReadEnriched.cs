using System.Text.Json;
using Footfall.Events;
using Footfall.Ingestion.Pipeline;

namespace Footfall.Ingestion.Endpoints;

/// <summary>Reads <c>enriched</c>: names of at most 64 characters, a device that Footfall knows, a country of two letters.</summary>
internal static class ReadEnriched
{
    private const int Longest = 64;

    private static readonly string[] Devices = ["Desktop", "Mobile", "Tablet", "TV", "Console", "Bot"];

    /// <summary>Null where something is wrong, which is then the draft's fault.</summary>
    public static Enriched? From(ref Utf8JsonReader reader, Draft draft)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return Fail(draft, "enriched", "Send an object such as {\"browser\":\"Firefox\",\"country\":\"DE\"}.");
        }

        var (client, place) = (Client.Unknown, Place.Unknown);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.Read(ref reader, Longest);
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null) continue;
            if (reader.TokenType != JsonTokenType.String)
            {
                reader.Skip();
                Fail(draft, $"enriched.{name}", "Send a string.");
                continue;
            }

            var value = JsonText.Read(ref reader, Longest + 1);
            if (value.Length > Longest) Fail(draft, $"enriched.{name}", $"Send at most {Longest} characters.");
            else if (value.Length > 0) Take(name, value, draft, ref client, ref place);
        }

        return draft.Fault is null ? new Enriched(client, place) : null;
    }

    private static void Take(string name, string value, Draft draft, ref Client client, ref Place place)
    {
        switch (name)
        {
            case "browser": client = client with { Browser = value }; break;
            case "browser_version": client = client with { BrowserVersion = value }; break;
            case "os": client = client with { Os = value }; break;
            case "os_version": client = client with { OsVersion = value }; break;
            case "device" when Devices.Contains(value): client = client with { Device = value }; break;
            case "device": Fail(draft, "enriched.device", $"Send one of {string.Join(", ", Devices)}."); break;
            case "country" when value is [>= 'A' and <= 'Z', >= 'A' and <= 'Z']: place = place with { Country = value }; break;
            case "country": Fail(draft, "enriched.country", "Send two capital letters of ISO 3166-1, such as DE."); break;
            case "region": place = place with { Region = value }; break;
            case "city": place = place with { City = value }; break;
            default: Fail(draft, $"enriched.{name}", "Only browser, browser_version, os, os_version, device, country, region and city are known here."); break;
        }
    }

    private static Enriched? Fail(Draft draft, string field, string detail)
    {
        draft.Fault ??= new Drop(DropReason.InvalidField, field, detail);
        return null;
    }
}
