namespace Footfall.Query.Tests.Sharing;

/// <summary>
/// What an attacker knows: sums of unknown numbers. Says of any other sum of them whether it follows, by elimination in whole numbers modulo a large prime, so that
/// nothing is lost by rounding.
/// </summary>
internal sealed class Equations(int unknowns)
{
    private const long Prime = 2_147_483_647;

    private readonly List<(long[] Row, int Lead)> rows = [];

    public void Learn(IEnumerable<int> sumOf)
    {
        var row = Reduced(sumOf);
        var lead = Array.FindIndex(row, value => value != 0);
        if (lead < 0) return;
        var inverse = Power(row[lead], Prime - 2);
        for (var i = 0; i < row.Length; i++) row[i] = row[i] * inverse % Prime;
        rows.Add((row, lead));
    }

    /// <summary>True where the sum of these unknowns can be worked out.</summary>
    public bool Tell(IEnumerable<int> sumOf) => Array.TrueForAll(Reduced(sumOf), value => value == 0);

    private long[] Reduced(IEnumerable<int> sumOf)
    {
        var row = new long[unknowns];
        foreach (var unknown in sumOf) row[unknown] = 1;
        foreach (var (known, lead) in rows)
        {
            var factor = row[lead];
            if (factor == 0) continue;
            for (var i = 0; i < row.Length; i++) row[i] = ((row[i] - factor * known[i]) % Prime + Prime) % Prime;
        }

        return row;
    }

    private static long Power(long value, long exponent)
    {
        var result = 1L;
        for (var factor = value % Prime; exponent > 0; exponent >>= 1, factor = factor * factor % Prime)
        {
            if ((exponent & 1) == 1) result = result * factor % Prime;
        }

        return result;
    }
}
