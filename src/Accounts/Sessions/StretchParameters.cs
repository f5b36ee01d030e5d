namespace Footfall.Accounts.Sessions;

/// <summary>How the browser stretches a password by Argon2id (RFC 9106) before it derives the login key from it.</summary>
/// <param name="Salt">16 bytes, base64url.</param>
public sealed record StretchParameters(string Salt, int MemoryKib = 65536, int Iterations = 3, int Parallelism = 1);
