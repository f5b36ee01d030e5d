using Footfall.Testing;
using Xunit;

namespace Footfall.Reliability.Tests.Running;

/// <summary>One server for the tests that only talk to it; a small limit of connections lets them meet it.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    public const int ConnectionLimit = 300;
    private readonly TempDirectory data = new();

    internal ServerProcess Process { get; private set; } = null!;

    internal TestProject Project { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Process = await ServerProcess.StartAsync(data.Path, new ServerOptions { Settings = { ["FOOTFALL_CONNECTION_LIMIT"] = $"{ConnectionLimit}" } });
        Project = await Process.CreateProjectAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        data.Dispose();
    }
}
