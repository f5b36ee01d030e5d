namespace Footfall.AspNetCore;

/// <summary>Nothing is told of requests to this controller, action or endpoint; they are in <c>/metrics</c> all the same, which names nobody.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NoTrackingAttribute : Attribute;
