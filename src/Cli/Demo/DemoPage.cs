namespace Footfall.Cli.Demo;

/// <summary>A page of the demo site and how people behave on it.</summary>
/// <param name="Seconds">Median of how long it is looked at.</param>
/// <param name="Depth">Mean scroll depth in percent.</param>
/// <param name="Leaves">Probability that the visit ends here.</param>
/// <param name="Links">Where to next: paths, a repeated one being likelier.</param>
internal sealed record DemoPage(string Path, string Title, double Seconds, int Depth, double Leaves, IReadOnlyList<string> Links);
