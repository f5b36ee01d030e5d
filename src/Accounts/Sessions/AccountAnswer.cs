namespace Footfall.Accounts.Sessions;

public sealed record AccountAnswer(Guid Id, string Email, string Name, bool IsOwner);
