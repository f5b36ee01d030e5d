namespace Footfall.Client;

/// <summary>How it goes.</summary>
/// <param name="Waiting">Events that wait in memory, in requests to be repeated as well; not those in the offline folder.</param>
/// <param name="Sent">Events that the server has taken.</param>
/// <param name="Dropped">Events that were given up.</param>
/// <param name="Failure">Why the last attempt failed, as long as none has succeeded since.</param>
public sealed record ClientStatus(int Waiting, long Sent, long Dropped, string? Failure);
