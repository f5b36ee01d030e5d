namespace Footfall.Storage.Control;

/// <summary>One epoch's private key, sealed to its vault.</summary>
internal sealed record EpochKeyLine(Guid Project, byte[] Epoch, byte[] Sealed);
