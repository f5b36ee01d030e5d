using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Footfall.Notices.Letters;

/// <summary>Words a report. No I/O.</summary>
internal static class ReportLetter
{
    private const int WidestBar = 24;

    public static Letter Of(string name, ReportContent content)
    {
        var subject = $"{Markup.Flat(content.Project)}: {content.Period}";
        var why = $"The report “{name}” of {content.Project} is sent to this address.";
        return new Letter(subject, Markup.Page(content.Project, content.Period, Figures(content) + Days(content) + Tables(content) + Note(content), content.Dashboard, why), Text(content, why), Payload(name, content));
    }

    private static string Note(ReportContent content) => content.VisitorsAreOfADay
        ? $"<tr><td style=\"padding:4px 24px 12px;font-size:12px;color:{Markup.Faint}\">{Markup.Text(OfADay)}</td></tr>" : "";

    private const string OfADay = "Visitors of this project are known for one day: somebody who comes on three days counts as three.";

    private static string Figures(ReportContent content)
    {
        var html = new StringBuilder("<tr><td style=\"padding:12px 18px\"><table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\"><tr>");
        for (var i = 0; i < content.Figures.Count; i++)
        {
            if (i > 0 && i % 3 == 0) html.Append("</tr><tr>");
            var figure = content.Figures[i];
            var colour = figure.IsBetter switch { true => "#1d6b3a", false => "#a83a20", _ => Markup.Faint };
            html.Append(CultureInfo.InvariantCulture, $"<td width=\"33%\" style=\"padding:8px 6px;vertical-align:top\"><div style=\"font-size:12px;color:{Markup.Faint}\">{Markup.Text(figure.Label)}</div>")
                .Append(CultureInfo.InvariantCulture, $"<div style=\"font-size:22px;font-weight:700;line-height:1.3\">{Markup.Text(figure.Shown)}</div>")
                .Append(CultureInfo.InvariantCulture, $"<div style=\"font-size:12px;color:{colour}\">{Markup.Text(figure.Change ?? "–")}</div></td>");
        }

        return html.Append("</tr></table></td></tr>").ToString();
    }

    /// <summary>A bar a day, made of cells, since images are asked from elsewhere and not shown.</summary>
    private static string Days(ReportContent content)
    {
        var most = Math.Max(1, content.Days.Max(day => (long?)day.Visitors) ?? 1);
        var html = new StringBuilder("<tr><td style=\"padding:0 24px 12px\"><table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"height:64px\"><tr>");
        foreach (var (_, visitors) in content.Days)
            html.Append(CultureInfo.InvariantCulture, $"<td style=\"vertical-align:bottom;padding:0 1px\"><div style=\"height:{Math.Max(2, visitors * 60 / most)}px;background:{Markup.Accent};border-radius:2px 2px 0 0;font-size:0\">&nbsp;</div></td>");
        var ends = content.Days.Count == 0 ? "" : $"{content.Days[0].Label} – {content.Days[^1].Label}";
        return html.Append(CultureInfo.InvariantCulture, $"</tr></table><div style=\"font-size:12px;color:{Markup.Faint};padding-top:4px\">Visitors by day, {Markup.Text(ends)}</div></td></tr>").ToString();
    }

    private static string Tables(ReportContent content)
    {
        var html = new StringBuilder();
        foreach (var (title, rows) in content.Tables.Where(table => table.Rows.Count > 0))
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td style=\"padding:8px 24px 12px\"><h2 style=\"margin:0 0 6px;font-size:14px\">{Markup.Text(title)}</h2><table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"font-size:14px\">");
            foreach (var (name, visitors) in rows)
            {
                var share = Math.Max(1, visitors * 100 / Math.Max(1, rows[0].Visitors));
                html.Append(CultureInfo.InvariantCulture, $"<tr><td style=\"padding:3px 0\"><div style=\"width:{share}%;min-width:4px;background:{Markup.Bar};border-radius:4px;white-space:nowrap\"><span style=\"display:inline-block;padding:4px 8px\">{Markup.Text(Short(name))}</span></div></td>")
                    .Append(CultureInfo.InvariantCulture, $"<td align=\"right\" style=\"padding:3px 0 3px 12px;white-space:nowrap\">{visitors}</td></tr>");
            }

            html.Append("</table></td></tr>");
        }

        return html.ToString();
    }

    private static string Text(ReportContent content, string why)
    {
        var text = new StringBuilder().AppendLine(Markup.Flat(content.Project)).AppendLine(content.Period).AppendLine();
        foreach (var figure in content.Figures) text.Append(CultureInfo.InvariantCulture, $"{figure.Label,-16} {figure.Shown,10}").AppendLine(figure.Change is { } change ? $"   {change}" : "");
        foreach (var (title, rows) in content.Tables.Where(table => table.Rows.Count > 0))
        {
            text.AppendLine().AppendLine(title);
            foreach (var (name, visitors) in rows)
                text.Append(CultureInfo.InvariantCulture, $"{visitors,8}  {Markup.Flat(Short(name))}  {new string('▪', (int)Math.Max(1, visitors * WidestBar / Math.Max(1, rows[0].Visitors)))}").AppendLine();
        }

        if (content.VisitorsAreOfADay) text.AppendLine().AppendLine(OfADay);
        if (content.Dashboard is { } link) text.AppendLine().AppendLine(link.AbsoluteUri);
        return text.AppendLine().AppendLine(why).AppendLine($"No more of these: {Letter.UnsubscribeMark}").ToString();
    }

    private static string Payload(string name, ReportContent content)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("kind", "report");
            json.WriteString("name", name);
            json.WriteString("project", content.Project);
            json.WriteStartArray("date_range");
            json.WriteStringValue(content.First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteStringValue(content.Last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteEndArray();
            json.WriteStartObject("totals");
            foreach (var figure in content.Figures) json.WriteNumber(figure.Metric, figure.Value);
            json.WriteEndObject();
            json.WriteString("text", $"{Markup.Flat(content.Project)}, {content.Period}: " + string.Join(", ", content.Figures.Select(figure => $"{figure.Label} {figure.Shown}{(figure.Change is { } change ? $" ({change})" : "")}")));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static string Short(string name) => name.Length <= 60 ? name : name[..59] + "…";
}
