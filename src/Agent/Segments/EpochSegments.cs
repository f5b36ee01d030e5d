using Footfall.Agent.Vaults;
using Footfall.Sealing.Segments;

namespace Footfall.Agent.Segments;

/// <summary>An epoch's segments, as its signed chain says.</summary>
/// <param name="Live">What is to be read, in the order in which it was put.</param>
/// <param name="Undone">Segments that were taken back.</param>
/// <param name="Ranges">Numbers of the first and last envelope that a segment stands for. The server says so, and nobody else can.</param>
internal sealed record EpochSegments(
    EpochKey Epoch, SegmentChain Chain, IReadOnlyList<Manifest> Live, IReadOnlySet<string> Undone, IReadOnlyDictionary<string, (long First, long Last)> Ranges);
