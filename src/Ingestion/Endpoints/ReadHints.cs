using System.Text;
using System.Text.Json;
using Footfall.Ingestion.Enrichment;

namespace Footfall.Ingestion.Endpoints;

/// <summary>
/// Reads client hints as the browser's script interface gives them (<c>navigator.userAgentData</c>), in the form of the headers. What is not of its shape
/// is passed over, as with headers.
/// </summary>
internal static class ReadHints
{
    private const int MostBrands = 16;

    /// <summary>Characters of a single text.</summary>
    private const int Longest = 100;

    public static ClientHints From(ref Utf8JsonReader reader)
    {
        string? brands = null, fullVersionList = null, platform = null, platformVersion = null, mobile = null, model = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return ClientHints.None;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.Read(ref reader, Longest);
            reader.Read();
            switch (name)
            {
                case "brands": brands = Brands(ref reader); break;
                case "fullVersionList": fullVersionList = Brands(ref reader); break;
                case "platform": platform = Text(ref reader); break;
                case "platformVersion": platformVersion = Text(ref reader); break;
                case "model": model = Text(ref reader); break;
                case "mobile": mobile = Mobile(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        return new ClientHints(brands, fullVersionList, platform, platformVersion, mobile, model);
    }

    private static string? Mobile(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => "?1",
        JsonTokenType.False => "?0",
        _ => Text(ref reader),
    };

    private static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String) return JsonText.Read(ref reader, Longest) is { Length: > 0 } text ? text : null;
        reader.Skip();
        return null;
    }

    /// <summary>A list of brands as the header has it.</summary>
    private static string? Brands(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return Text(ref reader);
        var list = new StringBuilder();
        for (var read = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; read++)
        {
            if (read < MostBrands) Brand(ref reader, list);
            else reader.Skip();
        }

        return list.Length == 0 ? null : list.ToString();
    }

    private static void Brand(ref Utf8JsonReader reader, StringBuilder list)
    {
        string? brand = null, version = null;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isBrand = JsonText.Is(ref reader, "brand"u8);
                var isVersion = JsonText.Is(ref reader, "version"u8);
                reader.Read();
                if (isBrand) brand = Text(ref reader);
                else if (isVersion) version = Text(ref reader);
                else reader.Skip();
            }
        }
        else
        {
            reader.Skip();
        }

        list.Append(list.Length == 0 ? "" : ", ").Append('"').Append(brand).Append("\";v=\"").Append(version).Append('"');
    }
}
