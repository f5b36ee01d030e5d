namespace Footfall.Query.Experiments;

/// <summary>A number of a variant as it was measured, and what is believed of it.</summary>
/// <param name="SquaredError">The square of the measured number's standard error.</param>
/// <param name="Belief">Null where too little is known for one.</param>
internal sealed record Measured(string Variant, double Number, double? SquaredError, Posterior? Belief);
