namespace Footfall.Client;

/// <summary>
/// What a visitor's own request came from, for servers that speak for visitors. Sent only with a <see cref="FootfallOptions.ServerToken"/>; in sealed projects
/// the user agent goes into the envelope and the address nowhere. Neither is ever written to the offline folder.
/// </summary>
/// <param name="Ip">The visitor's address.</param>
/// <param name="UserAgent">The visitor's user agent.</param>
public sealed record Forward(string? Ip, string? UserAgent);
