using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Footfall.Ingestion.Dialects.PostHog;

/// <summary>What PostHog's clients are answered; always with exactly 200, since the web client sends again what is answered with another success.</summary>
internal static class PostHogAnswers
{
    /// <summary>Surveys are not among them: at whatever is said of these, even false, the web client loads their script from here.</summary>
    private static readonly string[] Off =
    [
        "hasFeatureFlags", "sessionRecording", "heatmaps", "captureDeadClicks", "capturePerformance", "autocaptureExceptions", "autocapture_opt_out", "isAuthenticated",
        "productTours", "conversations", "logs",
    ];

    /// <summary>The answer to events of the first protocol.</summary>
    public static void Taken(HttpResponse response) => Json(response, json => json.WriteString("status"u8, "Ok"u8));

    /// <summary>The answer to events of the protocol v1: what is not named was taken.</summary>
    public static void Results(HttpResponse response) => Json(response, json =>
    {
        json.WriteStartObject("results"u8);
        json.WriteEndObject();
    });

    /// <summary>No flags, and nothing that a page should do beside sending events. Read by old and new clients, each of which looks for other names.</summary>
    public static void Flags(HttpResponse response, string? key) => Json(response, json =>
    {
        Empty(json, "flags"u8);
        Empty(json, "featureFlags"u8);
        Empty(json, "featureFlagPayloads"u8);
        json.WriteBoolean("errorsWhileComputingFlags"u8, false);
        json.WriteStartObject("config"u8);
        json.WriteBoolean("enable_collect_everything"u8, true);
        json.WriteEndObject();
        Settings(json, key);
    });

    /// <summary>The same without flags.</summary>
    public static void Config(HttpResponse response, string key) => Json(response, json => Settings(json, key));

    /// <summary>The configuration as the script that the web client loads. JSON that is escaped for HTML is JavaScript, too.</summary>
    public static void ConfigScript(HttpResponse response, string key)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            Settings(json, key);
            json.WriteEndObject();
        }

        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/javascript; charset=utf-8";
        response.BodyWriter.Write(System.Text.Encoding.UTF8.GetBytes(
            $"(function(w){{w._POSTHOG_REMOTE_CONFIG=w._POSTHOG_REMOTE_CONFIG||{{}};w._POSTHOG_REMOTE_CONFIG[\"{JsonEncodedText.Encode(key)}\"]={{config:"));
        response.BodyWriter.Write(buffer.ToArray());
        response.BodyWriter.Write(",siteApps:[]};})(window);"u8);
    }

    /// <summary>No flags for clients that evaluate them themselves.</summary>
    public static void Definitions(HttpResponse response) => Json(response, json =>
    {
        Nothing(json, "flags"u8);
        Empty(json, "group_type_mapping"u8);
        Empty(json, "cohorts"u8);
    });

    public static void Surveys(HttpResponse response) => Json(response, json => Nothing(json, "surveys"u8));

    private static void Settings(Utf8JsonWriter json, string? key)
    {
        if (key is not null) json.WriteString("token"u8, key);
        json.WriteStartArray("supportedCompression"u8);
        json.WriteStringValue("gzip"u8);
        json.WriteStringValue("gzip-js"u8);
        json.WriteEndArray();
        json.WriteStartObject("analytics"u8);
        json.WriteString("endpoint"u8, "/i/v0/e/"u8);
        json.WriteEndObject();
        foreach (var off in Off) json.WriteBoolean(off, false);
        json.WriteBoolean("elementsChainAsString"u8, true);
        json.WriteBoolean("defaultIdentifiedOnly"u8, true);
        Empty(json, "toolbarParams"u8);
        Nothing(json, "siteApps"u8);
    }

    private static void Empty(Utf8JsonWriter json, ReadOnlySpan<byte> name)
    {
        json.WriteStartObject(name);
        json.WriteEndObject();
    }

    private static void Nothing(Utf8JsonWriter json, ReadOnlySpan<byte> name)
    {
        json.WriteStartArray(name);
        json.WriteEndArray();
    }

    private static void Json(HttpResponse response, Action<Utf8JsonWriter> write)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/json";
        using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    }
}
