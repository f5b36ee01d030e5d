namespace Footfall.Cli.Demo;

/// <summary>
/// SplitMix64: a generator whose numbers are the same on every runtime and in every version, which System.Random does not promise.
/// Not thread-safe, not for secrets.
/// </summary>
internal sealed class DemoRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A generator of its own for each combination of parts, so that what one visitor does never shifts another's numbers.</summary>
    public static DemoRandom For(params ReadOnlySpan<ulong> parts)
    {
        var mixed = 0x9e3779b97f4a7c15ul;
        foreach (var part in parts) mixed = Mix(mixed ^ Mix(part));
        return new DemoRandom(mixed);
    }

    public ulong Next() => Mix(_state += 0x9e3779b97f4a7c15ul);

    /// <summary>In [0, 1).</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1ul << 53));

    /// <summary>In [0, limit).</summary>
    public int Below(int limit) => (int)(Fraction() * limit);

    public bool Chance(double probability) => Fraction() < probability;

    /// <summary>Log-normal around a median: most are near it, a few are many times as long. Bounded to a tenth and twenty times the median.</summary>
    public double Around(double median)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - Fraction())) * Math.Cos(2 * Math.PI * Fraction());
        return Math.Clamp(median * Math.Exp(0.8 * normal), median / 10, median * 20);
    }

    public T Pick<T>(IReadOnlyList<T> items, Func<T, double> weight)
    {
        var at = Fraction() * items.Sum(weight);
        foreach (var item in items)
        {
            at -= weight(item);
            if (at < 0) return item;
        }

        return items[^1];
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ul;
        value = (value ^ (value >> 27)) * 0x94d049bb133111ebul;
        return value ^ (value >> 31);
    }
}
