using System.Globalization;

namespace Footfall.Bench;

/// <summary>How far repeated measurements lie apart: least, median, most.</summary>
internal readonly record struct Spread(double Min, double Median, double Max)
{
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[^1]);
    }

    public static int Print(string[] values)
    {
        Console.WriteLine(Of(values.Select(value => double.Parse(value, CultureInfo.InvariantCulture))));
        return 0;
    }

    public string Text(string format) =>
        string.Join('\t', new[] { Min, Median, Max }.Select(value => value.ToString(format, CultureInfo.InvariantCulture)));

    public override string ToString() => Text("0.##");
}
