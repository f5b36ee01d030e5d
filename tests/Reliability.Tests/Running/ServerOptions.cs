namespace Footfall.Reliability.Tests.Running;

/// <summary>How a server is started.</summary>
internal sealed record ServerOptions
{
    /// <summary>Settings beside the data directory, the address and the token, by their names.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>A command that ends by becoming the server, which is put behind it; empty for none.</summary>
    public IReadOnlyList<string> Launcher { get; init; } = [];

    /// <summary>
    /// Whether <see cref="ServerProcess.LimitFiles"/> will be used: a write beyond the limit shall then fail (EFBIG) instead of ending the process by SIGXFSZ.
    /// </summary>
    public bool SurvivesFileLimit { get; init; }
}
