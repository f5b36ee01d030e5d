using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Footfall.Client.Events;

namespace Footfall.AspNetCore.Sentry;

/// <summary>Writes an error as Sentry takes it. Its words are scrubbed; of the request there are the method, the route template and the id, and nothing else.</summary>
internal static class SentryEvent
{
    private const int MostExceptions = 8;
    private const int MostFrames = 60;

    public static byte[] Write(string id, Exception error, bool handled, FootfallWebOptions options, DateTimeOffset now, string? method, string? endpoint, string? requestId)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, EventWriter.Json))
        {
            writer.WriteStartObject();
            writer.WriteString("event_id"u8, id);
            writer.WriteString("timestamp"u8, now.UtcDateTime);
            writer.WriteString("platform"u8, "csharp");
            writer.WriteString("level"u8, handled ? "error" : "fatal");
            if (options.Release is { Length: > 0 } release) writer.WriteString("release"u8, release);
            if (options.Environment is { Length: > 0 } environment) writer.WriteString("environment"u8, environment);
            if (endpoint is not null) writer.WriteString("transaction"u8, $"{method} {endpoint}");
            writer.WriteStartObject("exception"u8);
            writer.WriteStartArray("values"u8);
            // The innermost first: the outermost is the last one.
            foreach (var one in Chain(error).Reverse()) WriteException(writer, one, handled);
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteStartObject("tags"u8);
            if (method is not null) writer.WriteString("method"u8, method);
            if (endpoint is not null) writer.WriteString("endpoint"u8, endpoint);
            if (requestId is not null) writer.WriteString("request_id"u8, requestId);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static IEnumerable<Exception> Chain(Exception error)
    {
        var left = MostExceptions;
        for (var one = error; one is not null && left-- > 0; one = one.InnerException) yield return one;
    }

    private static void WriteException(Utf8JsonWriter writer, Exception error, bool handled)
    {
        var type = error.GetType();
        writer.WriteStartObject();
        writer.WriteString("type"u8, type.Name);
        writer.WriteString("module"u8, type.Namespace);
        writer.WriteString("value"u8, Scrubber.Scrub(error.Message));
        writer.WriteStartObject("mechanism"u8);
        writer.WriteString("type"u8, handled ? "generic" : "aspnetcore");
        writer.WriteBoolean("handled"u8, handled);
        writer.WriteEndObject();
        writer.WriteStartObject("stacktrace"u8);
        writer.WriteStartArray("frames"u8);
        foreach (var frame in new StackTrace(error, fNeedFileInfo: false).GetFrames().Take(MostFrames).Reverse()) WriteFrame(writer, frame);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Without files: their paths tell of the machine that built it.</summary>
    private static void WriteFrame(Utf8JsonWriter writer, StackFrame frame)
    {
        var method = DiagnosticMethodInfo.Create(frame);
        if (method is null) return;
        writer.WriteStartObject();
        writer.WriteString("function"u8, method.Name);
        writer.WriteString("module"u8, method.DeclaringTypeName);
        writer.WriteBoolean("in_app"u8, method.DeclaringTypeName?.StartsWith("System.", StringComparison.Ordinal) != true && method.DeclaringTypeName?.StartsWith("Microsoft.", StringComparison.Ordinal) != true);
        writer.WriteEndObject();
    }
}
