namespace Footfall.Query.Parsing;

/// <summary>The width of a time bucket.</summary>
internal enum TimeUnit
{
    /// <summary>Chosen from the length of the range: hours up to 48 hours, days up to 40 days, weeks up to a year, else months.</summary>
    Auto,
    Minute,
    Hour,
    Day,
    Week,
    Month,
}
