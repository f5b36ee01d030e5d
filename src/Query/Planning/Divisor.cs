namespace Footfall.Query.Planning;

/// <summary>A count of visitors that shares are taken of.</summary>
/// <param name="KeyPlaces">For each key of the part its place among the plan's keys. None: one number divides all rows.</param>
internal sealed record Divisor(Part Part, IReadOnlyList<int> KeyPlaces);
