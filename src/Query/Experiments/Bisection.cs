namespace Footfall.Query.Experiments;

/// <summary>Finds where a function that does not fall from one point to another takes a value.</summary>
internal static class Bisection
{
    private const int Steps = 48;

    public static double Find(Func<double, double> function, double value, double from, double to)
    {
        for (var i = 0; i < Steps; i++)
        {
            var middle = (from + to) / 2;
            if (function(middle) < value) from = middle;
            else to = middle;
        }

        return (from + to) / 2;
    }
}
