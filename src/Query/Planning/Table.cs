namespace Footfall.Query.Planning;

/// <summary>The two tables that questions read.</summary>
internal enum Table
{
    Events,
    Visits,
}
