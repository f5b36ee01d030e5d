namespace Footfall.Accounts.Vaults;

public sealed record InvitationList(IReadOnlyList<InvitationAnswer> Items);
