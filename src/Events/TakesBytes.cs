namespace Footfall.Events;

/// <summary>Endpoint metadata: the body is <c>application/octet-stream</c>, which no other site can send either without asking first.</summary>
public sealed class TakesBytes;
