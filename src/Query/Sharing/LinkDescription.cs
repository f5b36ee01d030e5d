using System.Globalization;
using System.Text.Json;
using Footfall.Events;
using Footfall.Storage.Control;

namespace Footfall.Query.Sharing;

/// <summary>What a link shows, for the page that shows it.</summary>
internal static class LinkDescription
{
    public static void Write(Utf8JsonWriter json, SharedLink link, Project project, IReadOnlyList<DefinitionRow> reports, DateTime? firstEvent)
    {
        json.WriteStartObject();
        json.WriteBoolean("password_required", false);
        json.WriteString("name", link.Name);
        json.WriteStartObject("project");
        json.WriteString("name", project.Name);
        json.WriteString("mode", project.Mode.ToString().ToLowerInvariant());
        json.WriteString("timezone", project.TimeZone);
        if (firstEvent is { } first) json.WriteString("first_event_at", first.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        else json.WriteNull("first_event_at");
        json.WriteEndObject();
        Write(json, "panels", link.Panels);
        json.WriteStartArray("reports");
        foreach (var report in reports)
        {
            using var body = JsonDocument.Parse(report.Body);
            json.WriteStartObject();
            json.WriteString("id", report.Id);
            json.WriteString("name", report.Name);
            json.WriteString("report", body.RootElement.GetProperty("report").GetString());
            json.WritePropertyName("question");
            body.RootElement.GetProperty("question").WriteTo(json);
            if (body.RootElement.TryGetProperty("draft", out var draft)) json.WriteString("draft", draft.GetString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("filtered", link.Filters.GetArrayLength() > 0);
        json.WriteBoolean("may_filter", link.MayFilter);
        WriteThreshold(json, link.Threshold);
        json.WriteEndObject();
    }

    private static void WriteThreshold(Utf8JsonWriter json, PublicThreshold? threshold)
    {
        if (threshold is null)
        {
            json.WriteNull("threshold");
            return;
        }

        json.WriteStartObject("threshold");
        json.WriteNumber("least", threshold.Least);
        json.WriteString("grain", threshold.Grain);
        Write(json, "dimensions", threshold.Dimensions);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
