namespace Footfall.Storage.Events;

/// <summary>A line of the books that does not add up: a bug, or a store restored without its journal.</summary>
/// <param name="Hour">The hour of receipt.</param>
/// <param name="Equation">Such as <c>stored = present + expired + erased</c>.</param>
/// <param name="Left">The left side of the equation.</param>
/// <param name="Right">The right side.</param>
public sealed record LedgerDifference(DateTime Hour, string Equation, long Left, long Right);
