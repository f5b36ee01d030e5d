using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Footfall.Storage.Sealed;

namespace Footfall.Query.Sealed;

/// <summary>Envelopes as JSON; bytes are base64url without padding.</summary>
internal static class EnvelopeJson
{
    public static void WritePage(Utf8JsonWriter json, IReadOnlyList<StoredEnvelope> page)
    {
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var stored in page)
        {
            json.WriteStartObject();
            WriteMembers(json, stored);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (page.Count > 0) json.WriteNumber("next", page[^1].Number);
        else json.WriteNull("next");
        json.WriteEndObject();
    }

    public static void WriteMembers(Utf8JsonWriter json, StoredEnvelope stored)
    {
        var envelope = stored.Envelope;
        json.WriteNumber("seq", stored.Number);
        json.WriteString("id", envelope.Id.ToString());
        json.WriteString("epoch", envelope.Epoch.ToString());
        json.WriteString("hour", envelope.Hour.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        json.WriteString("bytes", Base64Url.EncodeToString(envelope.Bytes.Span));
        json.WriteString("note", Base64Url.EncodeToString(envelope.Note.Span));
    }
}
