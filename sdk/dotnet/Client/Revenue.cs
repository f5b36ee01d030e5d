namespace Footfall.Client;

/// <summary>What an event was worth.</summary>
/// <param name="Amount">Three places behind the point are kept.</param>
/// <param name="Currency">Three letters of ISO 4217, such as <c>EUR</c>.</param>
public sealed record Revenue(decimal Amount, string Currency);
