using System.Globalization;
using System.Text;

namespace Footfall.Server.Metrics;

/// <summary>Writes series in Prometheus' text exposition format, version 0.0.4.</summary>
public static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IReadOnlyList<InstrumentSeries> instruments)
    {
        var text = new StringBuilder();
        foreach (var instrument in instruments.Where(i => i.All.Count > 0)) WriteOne(text, instrument);
        return text.ToString();
    }

    private static void WriteOne(StringBuilder text, InstrumentSeries instrument)
    {
        var name = NameOf(instrument);
        text.Append("# HELP ").Append(name).Append(' ').Append((instrument.Instrument.Description ?? name).Replace("\n", " ", StringComparison.Ordinal)).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(instrument.IsHistogram ? "histogram" : instrument.IsCounter ? "counter" : "gauge").Append('\n');
        foreach (var series in instrument.All)
        {
            if (instrument.IsHistogram) WriteHistogram(text, name, series, instrument.Bounds);
            else WriteLine(text, name, Labels(series, null), series.Value);
        }
    }

    private static void WriteHistogram(StringBuilder text, string name, Series series, double[] bounds)
    {
        var below = 0L;
        for (var i = 0; i < bounds.Length; i++)
        {
            below += series.Bucket(i);
            WriteLine(text, name + "_bucket", Labels(series, bounds[i].ToString(CultureInfo.InvariantCulture)), below);
        }

        WriteLine(text, name + "_bucket", Labels(series, "+Inf"), below + series.Bucket(bounds.Length));
        WriteLine(text, name + "_sum", Labels(series, null), series.Value);
        WriteLine(text, name + "_count", Labels(series, null), series.Count);
    }

    private static void WriteLine(StringBuilder text, string name, string labels, double value) =>
        text.Append(name).Append(labels).Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');

    private static string Labels(Series series, string? bound)
    {
        var labels = series.Tags.Select(tag => $"{Clean(tag.Key)}=\"{Escape(Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "")}\"").ToList();
        if (bound is not null) labels.Add($"le=\"{bound}\"");
        return labels.Count == 0 ? "" : "{" + string.Join(',', labels) + "}";
    }

    /// <summary>The name that Prometheus knows an instrument by.</summary>
    public static string NameOf(InstrumentSeries instrument)
    {
        var name = Clean(instrument.Instrument.Name);
        // Base units are part of a metric's name (prometheus.io/docs/practices/naming).
        var unit = instrument.Instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        if (!name.EndsWith(unit, StringComparison.Ordinal)) name += unit;
        return instrument.IsCounter && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    private static string Clean(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static string Escape(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
