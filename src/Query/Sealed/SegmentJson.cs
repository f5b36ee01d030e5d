using System.Buffers.Text;
using System.Text.Json;
using Footfall.Query.Endpoints;
using Footfall.Storage.Sealed;

namespace Footfall.Query.Sealed;

/// <summary>A project's segments and signed chains as JSON.</summary>
internal static class SegmentJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<Segment> segments, IReadOnlyList<Manifest> manifests)
    {
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var segment in segments) Write(json, segment);
        json.WriteEndArray();
        json.WriteStartArray("manifests");
        foreach (var manifest in manifests)
        {
            json.WriteStartObject();
            json.WriteString("epoch", manifest.Epoch.ToString());
            json.WriteNumber("sequence", manifest.Sequence);
            json.WriteString("manifest", Base64Url.EncodeToString(manifest.Entry.Span));
            json.WriteString("signature", Base64Url.EncodeToString(manifest.Signature.Span));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Segment segment)
    {
        json.WriteStartObject();
        json.WriteString("id", SegmentManifest.WriteId(segment.Id));
        json.WriteString("epoch", segment.Epoch.ToString());
        json.WriteNumber("size", segment.Size);
        WriteNumber(json, "first_seq", segment.FirstNumber);
        WriteNumber(json, "last_seq", segment.LastNumber);
        json.WriteNumber("envelopes", segment.Envelopes);
        json.WriteString("made_at", LiveMessages.Iso(segment.MadeAt));
        json.WriteString("state", segment switch
        {
            { UndoneAt: not null } => "undone",
            { ReplacedBy: not null } => "replaced",
            { HasBytes: false } => "expired",
            _ => "live",
        });
        json.WriteBoolean("has_bytes", segment.HasBytes);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known) json.WriteNumber(name, known);
        else json.WriteNull(name);
    }
}
