namespace Footfall.Accounts.Sealed;

/// <param name="First">The sequence number of the oldest item that is there.</param>
/// <param name="Length">The next item's.</param>
/// <param name="Size">Bytes of what is wrapped.</param>
public sealed record StreamAnswer(string Id, long First, long Length, long Size, DateTime ChangedAt);
