using System.Text;
using System.Text.Json;

namespace Footfall.Notices.Letters;

/// <summary>Words an alert. No I/O.</summary>
internal static class AlertLetter
{
    /// <param name="sentence">What was found.</param>
    /// <param name="remedy">What to do about it.</param>
    public static Letter Of(string name, string project, string sentence, string? remedy, double? value, DateTimeOffset at, Uri? dashboard)
    {
        var subject = $"Alert: {Markup.Flat(name)}, {Markup.Flat(project)}";
        var why = $"The alert “{name}” of {project} is sent to this address. It is sent again when its reason has gone and come back.";
        var body = $"<tr><td style=\"padding:12px 24px 16px;font-size:15px;line-height:1.5\"><p style=\"margin:0 0 8px\">{Markup.Text(sentence)}</p>{(remedy is null ? "" : $"<p style=\"margin:0;color:{Markup.Faint}\">{Markup.Text(remedy)}</p>")}</td></tr>";
        var text = new StringBuilder().AppendLine(subject).AppendLine().AppendLine(Markup.Flat(sentence));
        if (remedy is not null) text.AppendLine(remedy);
        if (dashboard is not null) text.AppendLine().AppendLine(dashboard.AbsoluteUri);
        text.AppendLine().AppendLine(why).AppendLine($"No more of these: {Letter.UnsubscribeMark}");
        return new Letter(subject, Markup.Page(name, project, body, dashboard, why), text.ToString(), Payload(name, project, sentence, value, at));
    }

    private static string Payload(string name, string project, string sentence, double? value, DateTimeOffset at)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("kind", "alert");
            json.WriteString("name", name);
            json.WriteString("project", project);
            json.WriteString("at", at.UtcDateTime);
            if (value is { } number) json.WriteNumber("value", number);
            json.WriteString("text", $"Alert: {Markup.Flat(name)}, {Markup.Flat(project)}. {Markup.Flat(sentence)}");
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
