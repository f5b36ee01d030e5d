namespace Footfall.Ingestion.Pipeline;

/// <summary>An event that was not taken.</summary>
/// <param name="Index">Its place in the request, from 0.</param>
public readonly record struct DroppedEvent(int Index, Drop Drop);
