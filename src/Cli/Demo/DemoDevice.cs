namespace Footfall.Cli.Demo;

/// <summary>A browser on a device, by what it sends.</summary>
/// <param name="Weight">Share within its class.</param>
internal sealed record DemoDevice(string UserAgent, int Width, int Height, double Weight);
