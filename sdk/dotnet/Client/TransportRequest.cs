namespace Footfall.Client;

/// <summary>One request to a server.</summary>
/// <param name="Method"><c>GET</c> or <c>POST</c>.</param>
/// <param name="Url">Where it goes.</param>
/// <param name="Headers">All headers but those of the connection.</param>
/// <param name="Body">Empty where there is none.</param>
public sealed record TransportRequest(string Method, Uri Url, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body);
