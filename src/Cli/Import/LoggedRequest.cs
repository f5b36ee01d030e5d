namespace Footfall.Cli.Import;

/// <summary>A request as an access log tells it.</summary>
/// <param name="Path">Begins with a slash; with the query.</param>
internal sealed record LoggedRequest(DateTime Time, string? Hostname, string Address, string Method, string Path, int Status, string? Referrer, string? UserAgent);
