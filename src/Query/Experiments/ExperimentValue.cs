using Footfall.Query.Parsing;

namespace Footfall.Query.Experiments;

/// <summary>The number that goal events carry: a prop's, or revenue in one currency. One of the two is set.</summary>
internal sealed record ExperimentValue(Dimension? Property, Value? Currency);
