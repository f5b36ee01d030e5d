namespace Footfall.Query.Planning;

/// <summary>An interval of UTC instants.</summary>
/// <param name="From">Included.</param>
/// <param name="To">Excluded.</param>
internal readonly record struct TimeRange(DateTime From, DateTime To)
{
    public TimeSpan Length => To - From;
}
