namespace Footfall.Query.Parsing;

internal enum ComparisonMode
{
    /// <summary>The range of equal length that ends where the question's begins.</summary>
    PreviousPeriod,
    YearOverYear,
    Custom,
}
