namespace Footfall.Query.Planning;

/// <summary>What questions read: two tables, and a list that statements bring along.</summary>
internal enum Table
{
    Events,
    Visits,

    /// <summary>Countries by code and name.</summary>
    Countries,
}
