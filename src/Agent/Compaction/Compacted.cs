namespace Footfall.Agent.Compaction;

/// <summary>What a compaction did.</summary>
/// <param name="Envelopes">That segments stand for now.</param>
/// <param name="Merged">Segments that others took the place of.</param>
/// <param name="IsMoved">Somebody else was quicker: what is left is for the next time.</param>
public readonly record struct Compacted(int Segments, long Envelopes, int Merged, bool IsMoved)
{
    internal Compacted And(Compacted other) => new(Segments + other.Segments, Envelopes + other.Envelopes, Merged + other.Merged, IsMoved || other.IsMoved);
}
