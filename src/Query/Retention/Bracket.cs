namespace Footfall.Query.Retention;

/// <summary>Periods after that of the first event, both ends included, in which a return counts.</summary>
/// <param name="Last">Null: any later period as well.</param>
internal readonly record struct Bracket(int First, int? Last);
