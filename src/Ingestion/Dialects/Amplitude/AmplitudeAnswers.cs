using System.Text.Json;
using Footfall.Ingestion.Endpoints;
using Microsoft.AspNetCore.Http;

namespace Footfall.Ingestion.Dialects.Amplitude;

/// <summary>Amplitude's answers: JSON with the status as <c>code</c>, without which its clients take an answer for unknown and throw the events away.</summary>
internal static class AmplitudeAnswers
{
    public static void Taken(HttpResponse response, int events, long bytes, long nowMs)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/json";
        using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        json.WriteNumber("code"u8, 200);
        json.WriteNumber("events_ingested"u8, events);
        json.WriteNumber("payload_size_bytes"u8, bytes);
        json.WriteNumber("server_upload_time"u8, nowMs);
        json.WriteEndObject();
    }

    public static void Refused(HttpResponse response, Refusal refusal)
    {
        response.StatusCode = refusal.Status;
        response.ContentType = "application/json";
        if (refusal.RetryAfter is { } after) response.Headers.RetryAfter = Answers.Seconds(after);
        using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        json.WriteNumber("code"u8, refusal.Status);
        json.WriteString("error"u8, $"{refusal.Title} {refusal.Remedy}");
        json.WriteString("reason"u8, refusal.Code);
        if (refusal.Field is not null) json.WriteString("missing_field"u8, refusal.Field);
        json.WriteEndObject();
    }
}
