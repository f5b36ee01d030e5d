namespace Footfall.Agent.Vaults;

/// <summary>A document that opened.</summary>
internal sealed record SealedDocument(string Id, uint Revision, byte[] Content);
