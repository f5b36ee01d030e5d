namespace Footfall.Accounts.Links;

public sealed record OpenLink(string? Password);
