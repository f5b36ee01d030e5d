namespace Footfall.Storage.Events;

/// <summary>What one question may cost.</summary>
/// <param name="Time">From its turn on; waiting for a free connection is limited by the same time again.</param>
/// <param name="Rows">More rows than this are an error of the caller, who should have set a LIMIT.</param>
public sealed record QueryLimits(TimeSpan Time, int Rows = 1_000_000)
{
    public static QueryLimits Default { get; } = new(TimeSpan.FromSeconds(30));
}
