using System.Text;
using System.Text.Json;
using Footfall.Privacy;

namespace Footfall.Ingestion.Endpoints;

/// <summary>
/// Writes a JSON array as compact JSON text without escapes that could hide something from redaction. The values of secret field names are hidden here
/// already: in the finished text there are no fields any more.
/// </summary>
internal ref struct ArrayText
{
    private readonly StringBuilder text;
    private readonly int limit;

    /// <summary>The depth of the secret field whose value is being read, or -1.</summary>
    private int hiddenFrom;

    private bool afterName;

    private ArrayText(int limit)
    {
        text = new StringBuilder();
        this.limit = limit;
        hiddenFrom = -1;
    }

    /// <summary>Reads the array that the reader stands on, at most <paramref name="limit"/> characters of it, and leaves the reader at its end.</summary>
    public static string Read(ref Utf8JsonReader reader, int limit)
    {
        var array = new ArrayText(limit);
        var depth = reader.CurrentDepth;
        do
        {
            // Beyond the limit the array is only walked to its end.
            if (array.text.Length <= limit) array.Append(ref reader);
            if (reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth == depth) break;
        }
        while (reader.Read());
        return JsonText.Cut(array.text.ToString(), limit);
    }

    private void Append(ref Utf8JsonReader reader)
    {
        var token = reader.TokenType;
        var ends = token is JsonTokenType.EndArray or JsonTokenType.EndObject;
        if (!ends && !afterName && text.Length > 0 && text[^1] is not ('[' or '{')) text.Append(',');
        afterName = token == JsonTokenType.PropertyName;
        if (ends && reader.CurrentDepth < hiddenFrom) hiddenFrom = -1;
        switch (token)
        {
            case JsonTokenType.PropertyName:
                Name(ref reader);
                break;
            case JsonTokenType.String:
                Quoted(hiddenFrom >= 0 ? Redactor.Secret : JsonText.Read(ref reader, limit));
                break;
            case JsonTokenType.Number when hiddenFrom >= 0:
                Quoted(Redactor.Secret);
                break;
            case JsonTokenType.Number:
                text.Append(JsonText.Cut(Encoding.ASCII.GetString(reader.ValueSpan), limit));
                break;
            default:
                text.Append(Word(token));
                break;
        }
    }

    private void Name(ref Utf8JsonReader reader)
    {
        var name = JsonText.ReadPooled(ref reader, limit);
        if (hiddenFrom < 0 || reader.CurrentDepth <= hiddenFrom) hiddenFrom = SensitiveNames.IsSecret(name) ? reader.CurrentDepth : -1;
        Quoted(name);
        text.Append(':');
    }

    private readonly void Quoted(string value)
    {
        text.Append('"');
        if (value.AsSpan().ContainsAny('"', '\\'))
            value = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        text.Append(value).Append('"');
    }

    private static string Word(JsonTokenType token) => token switch
    {
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Null => "null",
        JsonTokenType.StartArray => "[",
        JsonTokenType.EndArray => "]",
        JsonTokenType.StartObject => "{",
        JsonTokenType.EndObject => "}",
        _ => "",
    };
}
