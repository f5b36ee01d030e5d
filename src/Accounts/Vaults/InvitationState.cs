namespace Footfall.Accounts.Vaults;

/// <summary>What the holder of an invitation's link is told.</summary>
/// <param name="HasAccount">True: sign in by this address and accept. False: accepting makes the account.</param>
public sealed record InvitationState(Guid Vault, string VaultName, string Email, string Role, string InvitedBy, DateTime ExpiresAt, bool HasAccount, bool IsAccepted);
