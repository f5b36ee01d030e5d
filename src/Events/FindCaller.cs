using System.Security.Claims;

namespace Footfall.Events;

/// <summary>
/// Knows a caller by a token that does not stand in the Authorization header, where another product's protocol has a place of its own for it. Accounts gives it, and
/// whoever asks learns claims only. Null for a token that is unknown.
/// </summary>
public delegate Task<ClaimsPrincipal?> FindCaller(string token, CancellationToken cancellation);
