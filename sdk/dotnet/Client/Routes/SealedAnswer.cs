namespace Footfall.Client.Routes;

/// <summary>The answer of <c>GET /collect/sealed</c>, which is believed only as far as the pin's key has signed it.</summary>
internal sealed record SealedAnswer(string? Statement, string? Signature, string? RootKey);
