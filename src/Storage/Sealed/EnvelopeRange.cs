namespace Footfall.Storage.Sealed;

/// <summary>Envelopes of one epoch by their numbers, both ends included.</summary>
/// <param name="Count">How many there were when they were read: if there are fewer now, somebody else was first.</param>
/// <param name="Consumed">SHA-256 of their ids, one after another.</param>
public sealed record EnvelopeRange(long First, long Last, long Count, ReadOnlyMemory<byte> Consumed);
