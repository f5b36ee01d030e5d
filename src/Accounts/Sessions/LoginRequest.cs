namespace Footfall.Accounts.Sessions;

/// <summary>The login key is HKDF-SHA256 of the stretched password, 32 bytes, base64url. The password itself stays in the browser.</summary>
public sealed record LoginRequest(string? Email, string? LoginKey);
