namespace Footfall.Query.Experiments;

/// <summary>What was counted of a variant.</summary>
/// <param name="Mean">Of the value over its visitors; null where no value is asked for.</param>
/// <param name="Variance">Of the value over its visitors, as a sample's; null for fewer than two of them.</param>
internal sealed record ExperimentVariant(string Name, long Visitors, long Conversions, double? Mean, double? Variance)
{
    /// <summary>Below it a mean is told without a belief: its distribution cannot be taken for normal.</summary>
    private const long FewestForMean = 10;

    public static ExperimentVariant Of(object?[] row) => new((string)row[0]!, (long)row[1]!, (long)row[2]!, (double?)row[3], (double?)row[4]);

    /// <summary>The share of its visitors who did what the goal is.</summary>
    public Measured Rate
    {
        get
        {
            var rate = (double)Conversions / Visitors;
            return new Measured(Name, rate, rate * (1 - rate) / Visitors, Posterior.OfRate(Conversions, Visitors));
        }
    }

    public Measured Value => Visitors >= FewestForMean && Variance is > 0 and var variance
        ? new Measured(Name, Mean!.Value, variance / Visitors, Posterior.OfMean(Mean.Value, variance, Visitors))
        : new Measured(Name, Mean ?? 0, SquaredError: null, Belief: null);
}
