namespace Footfall.Accounts.Links;

/// <param name="Least">Visitors that a cell needs to be shown.</param>
/// <param name="Grain"><c>day</c> or <c>month</c>.</param>
/// <param name="Dimensions">At most one of each panel.</param>
public sealed record ThresholdBody(int? Least, string? Grain, IReadOnlyList<string>? Dimensions);
