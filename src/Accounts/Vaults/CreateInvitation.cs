namespace Footfall.Accounts.Vaults;

/// <param name="Role">That the invitee shall have; the entry of the log that adds them decides.</param>
public sealed record CreateInvitation(string? Email, string? Role);
