namespace Footfall.Accounts.Setup;

/// <summary>The owner's account, with the password already stretched in the browser under a salt of the browser's making.</summary>
/// <param name="Token">From the one-time link.</param>
/// <param name="Salt">16 bytes, base64url.</param>
/// <param name="LoginKey">32 bytes, base64url.</param>
public sealed record SetupRequest(string? Token, string? Email, string? Name, string? Salt, string? LoginKey);
