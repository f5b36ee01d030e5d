namespace Footfall.Privacy;

/// <summary>The salts in force at a moment. Immutable.</summary>
/// <param name="Current">The day's salt.</param>
/// <param name="Previous">The day before's, only while a visit that began under it may still be running.</param>
public sealed record Salts(Salt Current, Salt? Previous)
{
    /// <summary>The first moment, UTC, at which these salts have to be looked at again.</summary>
    internal DateTime Until { get; } = SaltCalendar.Start(Current.Day.AddDays(1));

    /// <summary>Before this moment, UTC, the salts are from a wrong future.</summary>
    internal DateTime From { get; } = SaltCalendar.Start(Current.Day) - SaltCalendar.StepBackTolerated;

    internal bool CoverMoment(DateTime now) => now >= From && now < Until;
}
