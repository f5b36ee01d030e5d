namespace Footfall.Agent.State;

/// <summary>How long a signed chain was when it was read last, and its last hash: a server that shows less, or another one, is found out.</summary>
/// <param name="First">Hash of the first entry, where it matters.</param>
public readonly record struct Seen(long Length, string Head, string First = "");
