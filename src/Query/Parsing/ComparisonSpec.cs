namespace Footfall.Query.Parsing;

/// <summary>A second range to hold the first against.</summary>
/// <param name="Range">Only with <see cref="ComparisonMode.Custom"/>.</param>
/// <param name="MatchDayOfWeek">Move the second range so that it begins on the same day of the week.</param>
internal sealed record ComparisonSpec(ComparisonMode Mode, DateRangeSpec? Range, bool MatchDayOfWeek);
