namespace Footfall.Query.Parsing;

/// <summary>One term of an order: a metric or a dimension of the question, by its place there.</summary>
internal readonly record struct OrderBy(bool IsMetric, int Index, bool Descending);
