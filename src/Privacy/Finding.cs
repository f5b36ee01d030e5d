namespace Footfall.Privacy;

/// <summary>A part of a text that must not be kept, and what stands in its place.</summary>
internal readonly record struct Finding(int Start, int End, string Mark);
