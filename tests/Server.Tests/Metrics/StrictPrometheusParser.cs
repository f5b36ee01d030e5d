using System.Globalization;
using System.Text.RegularExpressions;

namespace Footfall.Server.Tests.Metrics;

/// <summary>Reads the text exposition format 0.0.4 as its specification words it, and throws at the first thing that is not so.</summary>
internal static partial class StrictPrometheusParser
{
    /// <summary>Samples by name and labels as written.</summary>
    public static IReadOnlyDictionary<string, double> Parse(string text)
    {
        var samples = new Dictionary<string, double>(StringComparer.Ordinal);
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        var (described, family) = ("", "");
        Require(text.EndsWith('\n'), "The last line ends.");
        foreach (var line in text.Split('\n').SkipLast(1))
        {
            if (line.StartsWith("# HELP ", StringComparison.Ordinal))
            {
                described = line.Split(' ')[2];
                Require(line.Split(' ').Length > 3, $"{described} has words of help.");
            }
            else if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                var words = line.Split(' ');
                Require(words.Length == 4 && words[2] == described && words[3] is "counter" or "gauge" or "histogram", line);
                Require(types.TryAdd(words[2], words[3]), $"{words[2]} has one block.");
                family = words[2];
                Require((words[3] == "counter") == family.EndsWith("_total", StringComparison.Ordinal), $"Counters and only they end in _total: {family}");
            }
            else
            {
                var sample = Sample().Match(line);
                Require(sample.Success, line);
                var name = sample.Groups["name"].Value;
                var ofFamily = types[family] == "histogram" ? Regex.IsMatch(name, $"^{family}_(bucket|sum|count)$") : name == family;
                Require(ofFamily, $"{name} stands under {family}.");
                var value = sample.Groups["value"].Value;
                Require(samples.TryAdd(name + sample.Groups["labels"].Value, double.Parse(value.Replace("+Inf", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture)), $"Told once: {line}");
            }
        }

        CheckHistograms(samples, types.Where(t => t.Value == "histogram").Select(t => t.Key));
        return samples;
    }

    private static void CheckHistograms(Dictionary<string, double> samples, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            foreach (var series in samples.Where(s => s.Key.StartsWith(name + "_bucket{", StringComparison.Ordinal)).GroupBy(s => Bound().Replace(s.Key, "")))
            {
                var counts = series.Select(s => s.Value).ToList();
                Require(counts.SequenceEqual(counts.Order()), $"Buckets of {series.Key} only grow.");
                Require(series.Last().Key.Contains("le=\"+Inf\"", StringComparison.Ordinal), $"{series.Key} ends in +Inf.");
                var labels = series.Key[(name.Length + "_bucket".Length)..];
                Require(samples[$"{name}_count{(labels == "{}" ? "" : labels)}"] == counts[^1], $"The count of {series.Key} is its last bucket.");
            }
        }
    }

    private static void Require(bool holds, string what)
    {
        if (!holds) throw new FormatException(what);
    }

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?<labels>\{[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\"n])*"(?:,[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\"n])*")*\})? (?<value>[+-]?(?:\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|Inf)|NaN)$""")]
    private static partial Regex Sample();

    [GeneratedRegex(",?le=\"[^\"]*\"")]
    private static partial Regex Bound();
}
