namespace Footfall.Query.Sharing;

/// <summary>One value of a dimension within a day or month.</summary>
internal sealed record PublishedCell(string Value, long Visitors, long Visits, long Pageviews);
