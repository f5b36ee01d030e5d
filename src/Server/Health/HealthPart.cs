namespace Footfall.Server.Health;

/// <summary>One thing that the server needs.</summary>
/// <param name="Status">ok, draining or failing.</param>
/// <param name="Detail">What is known, in a sentence.</param>
public sealed record HealthPart(string Status, string Detail);
