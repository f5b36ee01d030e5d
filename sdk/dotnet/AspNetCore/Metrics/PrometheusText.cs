using System.Globalization;
using System.Text;

namespace Footfall.AspNetCore.Metrics;

/// <summary>Writes series in Prometheus' text exposition format, version 0.0.4.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(string prefix, IEnumerable<InstrumentSeries> instruments)
    {
        var text = new StringBuilder();
        foreach (var instrument in instruments)
        {
            var all = instrument.All.ToList();
            if (all.Count == 0) continue;
            var name = NameOf(prefix, instrument);
            text.Append("# HELP ").Append(name).Append(' ').Append(Help(instrument.Instrument.Description ?? name)).Append('\n');
            text.Append("# TYPE ").Append(name).Append(' ').Append(instrument.IsHistogram ? "histogram" : instrument.IsCounter ? "counter" : "gauge").Append('\n');
            foreach (var series in all) WriteSeries(text, name, series, instrument);
        }

        return text.ToString();
    }

    private static void WriteSeries(StringBuilder text, string name, Series series, InstrumentSeries instrument)
    {
        var (value, count, buckets) = series.Read();
        if (!instrument.IsHistogram)
        {
            WriteLine(text, name, series, null, value);
            return;
        }

        var below = 0L;
        for (var i = 0; i < instrument.Bounds.Length; i++)
        {
            below += buckets[i];
            WriteLine(text, name + "_bucket", series, instrument.Bounds[i].ToString(CultureInfo.InvariantCulture), below);
        }

        WriteLine(text, name + "_bucket", series, "+Inf", count);
        WriteLine(text, name + "_sum", series, null, value);
        WriteLine(text, name + "_count", series, null, count);
    }

    private static void WriteLine(StringBuilder text, string name, Series series, string? bound, double value)
    {
        var labels = series.Labels.Select(label => $"{Clean(label.Key)}=\"{Escape(label.Value)}\"");
        if (bound is not null) labels = labels.Append($"le=\"{bound}\"");
        var all = string.Join(',', labels);
        text.Append(name);
        if (all.Length > 0) text.Append('{').Append(all).Append('}');
        text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }

    /// <summary>The prefix, the instrument's name, and the base unit that it does not end with already (prometheus.io/docs/practices/naming).</summary>
    private static string NameOf(string prefix, InstrumentSeries instrument)
    {
        var name = Clean(prefix.Length == 0 ? instrument.Instrument.Name : $"{prefix}_{instrument.Instrument.Name}");
        var unit = instrument.Instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        if (!name.EndsWith(unit, StringComparison.Ordinal)) name += unit;
        return instrument.IsCounter && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    private static string Clean(string name)
    {
        var clean = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return clean.Length > 0 && char.IsAsciiDigit(clean[0]) ? "_" + clean : clean;
    }

    private static string Help(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
