using System.Buffers;
using System.Text;
using System.Text.Json;
using Footfall.Ingestion.Endpoints;
using Microsoft.AspNetCore.Http;

namespace Footfall.Ingestion.Dialects.Otlp;

/// <summary>Answers as OTLP/HTTP wants it: in the content type of the request (opentelemetry.io/docs/specs/otlp, OTLP/HTTP response).</summary>
internal static class OtlpAnswers
{
    private const string Protobuf = "application/x-protobuf";

    public static bool SaysProtobuf(HttpRequest request) => request.ContentType?.Contains("protobuf", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>200; with how many records were not taken and why, where some were not.</summary>
    public static void Taken(HttpResponse response, int rejected, string? why)
    {
        response.StatusCode = StatusCodes.Status200OK;
        if (SaysProtobuf(response.HttpContext.Request))
        {
            response.ContentType = Protobuf;
            if (rejected > 0) response.BodyWriter.Write(Message(1, [.. Number(1, (ulong)rejected), .. Text(2, why)]));
            return;
        }

        response.ContentType = "application/json";
        using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        if (rejected > 0)
        {
            json.WriteStartObject("partialSuccess"u8);
            json.WriteString("rejectedLogRecords"u8, $"{rejected}");
            json.WriteString("errorMessage"u8, why ?? "");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>A <c>google.rpc.Status</c>. Exporters send again what is refused with 503, after Retry-After.</summary>
    public static void Refused(HttpResponse response, Refusal refusal)
    {
        if (!SaysProtobuf(response.HttpContext.Request))
        {
            Answers.Refused(response, refusal);
            return;
        }

        response.StatusCode = refusal.Status;
        response.ContentType = Protobuf;
        if (refusal.RetryAfter is { } after) response.Headers.RetryAfter = Answers.Seconds(after);
        response.BodyWriter.Write((ReadOnlySpan<byte>)[.. Number(1, CodeOf(refusal.Status)), .. Text(2, $"{refusal.Title} {refusal.Remedy}")]);
    }

    /// <summary>gRPC's number of a status.</summary>
    private static ulong CodeOf(int status) => status switch
    {
        400 or 405 or 413 => 3,
        401 => 16,
        403 => 7,
        404 => 5,
        500 => 13,
        _ => 14,
    };

    private static byte[] Number(int field, ulong value) => [(byte)(field << 3), .. Varint(value)];

    private static byte[] Text(int field, string? text) => text is null ? [] : Message(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Message(int field, byte[] bytes) => [(byte)((field << 3) | 2), .. Varint((ulong)bytes.Length), .. bytes];

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }
}
