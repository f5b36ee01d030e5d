namespace Footfall.Query.Experiments;

/// <summary>
/// Which of several independent numbers is the greatest, and what choosing each would cost. With F the distribution functions,
/// P(i is best) = ∫ f_i ∏ F_j and E[loss of i] = E[max - i] = ∫ F_i (1 - ∏ F_j), j ≠ i; by Gauss's rule of two points between all nodes of all grids.
/// </summary>
internal sealed class Contest
{
    /// <summary>From the middle of an interval to a point of Gauss's rule, as a share of the interval: 1 / √12.</summary>
    private const double Offset = 0.28867513459481287;

    private readonly IReadOnlyList<Posterior> entrants;

    public Contest(IReadOnlyList<Posterior> entrants)
    {
        this.entrants = entrants;
        (Best, Loss) = (new double[entrants.Count], new double[entrants.Count]);
        var nodes = entrants.SelectMany(entrant => entrant.Nodes).Order().ToArray();
        for (var i = 1; i < nodes.Length; i++)
        {
            var (middle, width) = ((nodes[i - 1] + nodes[i]) / 2, nodes[i] - nodes[i - 1]);
            if (width == 0) continue;
            Add(middle - Offset * width, width / 2);
            Add(middle + Offset * width, width / 2);
        }
    }

    /// <summary>The probability, of each, to be the greatest.</summary>
    public double[] Best { get; }

    /// <summary>Of each: how much, on the average of what is believed, the greatest is above it.</summary>
    public double[] Loss { get; }

    private void Add(double x, double weight)
    {
        Span<double> shares = stackalloc double[entrants.Count];
        for (var i = 0; i < shares.Length; i++) shares[i] = entrants[i].Cdf(x);
        for (var i = 0; i < shares.Length; i++)
        {
            var others = 1.0;
            for (var j = 0; j < shares.Length; j++)
            {
                if (j != i) others *= shares[j];
            }

            Loss[i] += weight * shares[i] * (1 - others);
            if (others > 0) Best[i] += weight * entrants[i].Density(x) * others;
        }
    }
}
