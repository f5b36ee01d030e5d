namespace Footfall.Accounts.Sealed;

/// <param name="Statement">What was written anew, as canonical JSON that names nobody.</param>
/// <param name="Signature">The signer's 64 bytes over it.</param>
public sealed record ErasureBody(string? Statement, string? Signature);
