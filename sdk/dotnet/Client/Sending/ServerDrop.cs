namespace Footfall.Client.Sending;

/// <summary>One of the events, or the envelope, that the server did not want.</summary>
internal sealed record ServerDrop(int Index, string? Reason, string? Detail);
