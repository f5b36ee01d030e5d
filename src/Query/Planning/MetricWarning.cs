namespace Footfall.Query.Planning;

/// <summary>Why a metric could not be told.</summary>
internal sealed record MetricWarning(string Code, string Warning);
