namespace Footfall.Sealing.Signatures;

/// <summary>One line of a signed chain: a vault's membership log, or an epoch's manifests.</summary>
/// <param name="Entry">Canonical JSON, ASCII; the signature is over its bytes.</param>
/// <param name="Signature">64 bytes.</param>
public sealed record SignedEntry(string Entry, byte[] Signature);
