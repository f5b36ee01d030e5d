namespace Footfall.Client.Experiments;

/// <summary>A running experiment, as <c>GET /experiments</c> tells it.</summary>
/// <param name="Variant">What the server gives the one who asks.</param>
internal sealed record ToldExperiment(string? Variant, Dictionary<string, double>? Weights);
