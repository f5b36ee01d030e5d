namespace Footfall.Query.Planning;

/// <summary>A time during which a zone keeps one offset.</summary>
/// <param name="From">UTC, included.</param>
/// <param name="Offset">Local time is UTC plus this.</param>
internal readonly record struct ZoneSpan(DateTime From, TimeSpan Offset);
