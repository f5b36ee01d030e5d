namespace Footfall.Server.Resting;

/// <summary>A part of a library's file that is mapped to be run.</summary>
internal sealed record CodeMapping(ulong Start, ulong Length, string Path, long ResidentBytes);
