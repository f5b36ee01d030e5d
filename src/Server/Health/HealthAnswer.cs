namespace Footfall.Server.Health;

/// <summary>How the server is. <c>Status</c> is ok, draining (an old journal is still being moved into the store) or failing.</summary>
public sealed record HealthAnswer(string Status, IReadOnlyDictionary<string, HealthPart> Parts);
