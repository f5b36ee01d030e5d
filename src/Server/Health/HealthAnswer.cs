namespace Footfall.Server.Health;

/// <summary>How the server is. <c>Status</c> is ok, draining (an old journal is still being moved into the store) or failing.</summary>
/// <param name="Version">The program's, such as <c>0.1.0</c>.</param>
public sealed record HealthAnswer(string Status, string Version, IReadOnlyDictionary<string, HealthPart> Parts);
