namespace Footfall.Events;

/// <summary>An amount of money. Stores keep three decimals.</summary>
/// <param name="Amount">In units of the currency, negative for refunds.</param>
/// <param name="Currency">ISO 4217, upper case.</param>
public readonly record struct Revenue(decimal Amount, string Currency);
