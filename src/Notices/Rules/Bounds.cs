namespace Footfall.Notices.Rules;

/// <summary>Where a number is one to be alarmed about. No I/O.</summary>
public sealed record Bounds
{
    public double? Above { get; init; }

    public double? Below { get; init; }

    /// <summary>In per cent of the number before, whichever way it went.</summary>
    public double? ChangesBy { get; init; }

    public double? RisesBy { get; init; }

    public double? FallsBy { get; init; }

    /// <summary>Changes of numbers that are smaller than this, both before and now, are chance.</summary>
    public double Least { get; init; }

    public bool IsChange => ChangesBy is not null || RisesBy is not null || FallsBy is not null;

    public bool IsAny => Above is not null || Below is not null || IsChange;

    /// <param name="before">The same of an earlier time; null where there was none.</param>
    public bool Alarms(double value, double? before)
    {
        if (value > Above || value < Below) return true;
        if (before is not { } number || Math.Max(value, number) < Least) return false;
        var change = value - number;
        var percent = Math.Abs(number) / 100;
        return Math.Abs(change) > percent * ChangesBy || change > percent * RisesBy || -change > percent * FallsBy;
    }
}
