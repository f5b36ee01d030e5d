using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Footfall.Events;
using Footfall.Ingestion.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Footfall.Ingestion.Endpoints;

/// <summary>Writes what the ingestion endpoints answer.</summary>
internal static class Answers
{
    /// <summary>More dropped events than these are counted only: an answer must not be larger than its request.</summary>
    private const int MostDropsTold = 1000;

    private static readonly byte[] OneAccepted = "{\"accepted\":1,\"dropped\":[]}"u8.ToArray();

    /// <summary>202 with what was taken and what was not. Nothing waits: the server sends it when the handler returns.</summary>
    /// <param name="stored">Whether the events can be queried, where that was asked.</param>
    public static void Accepted(HttpResponse response, in IntakeOutcome outcome, bool? stored)
    {
        response.StatusCode = StatusCodes.Status202Accepted;
        response.ContentType = "application/json";
        if (outcome is { Accepted: 1, Dropped.Count: 0 } && stored is null)
        {
            response.ContentLength = OneAccepted.Length;
            response.BodyWriter.Write(OneAccepted);
            return;
        }

        using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        json.WriteNumber("accepted"u8, outcome.Accepted);
        json.WriteStartArray("dropped"u8);
        foreach (var dropped in outcome.Dropped.Take(MostDropsTold)) Write(json, dropped);
        json.WriteEndArray();
        if (outcome.Dropped.Count > MostDropsTold) json.WriteNumber("dropped_not_listed"u8, outcome.Dropped.Count - MostDropsTold);
        if (stored is { } known) json.WriteBoolean("stored"u8, known);
        json.WriteEndObject();
    }

    /// <summary>An RFC 9457 problem document.</summary>
    public static void Refused(HttpResponse response, Refusal refusal)
    {
        response.StatusCode = refusal.Status;
        response.ContentType = "application/problem+json";
        if (refusal.RetryAfter is { } after)
            response.Headers.RetryAfter = Seconds(after);
        using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("type"u8, "about:blank"u8);
        json.WriteString("title"u8, refusal.Title);
        json.WriteNumber("status"u8, refusal.Status);
        json.WriteString("detail"u8, $"{refusal.Title} {refusal.Remedy}");
        json.WriteString("code"u8, refusal.Code);
        if (refusal.Field is not null) json.WriteString("field"u8, refusal.Field);
        json.WriteString("remedy"u8, refusal.Remedy);
        json.WriteEndObject();
    }

    /// <summary>Retry-After counts in whole seconds, from 1.</summary>
    public static string Seconds(TimeSpan after) => Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter json, DroppedEvent dropped)
    {
        json.WriteStartObject();
        json.WriteNumber("index"u8, dropped.Index);
        json.WriteString("reason"u8, dropped.Drop.Reason.WireName());
        if (dropped.Drop.Field is { } field) json.WriteString("field"u8, field);
        if (dropped.Drop.Detail is { } detail) json.WriteString("detail"u8, detail);
        json.WriteEndObject();
    }
}
