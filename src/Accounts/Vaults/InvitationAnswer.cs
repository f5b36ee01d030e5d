namespace Footfall.Accounts.Vaults;

/// <param name="Account">Who has accepted; its public keys are at <c>/api/v1/accounts/&lt;id&gt;/keys</c>. Null until then.</param>
/// <param name="Link">A path of the dashboard with the token in its fragment; in the answer to its creation only.</param>
/// <param name="Token">In the answer to its creation only.</param>
public sealed record InvitationAnswer(
    Guid Id, string Email, string Role, string InvitedBy, DateTime CreatedAt, DateTime ExpiresAt, Guid? Account, string? Link = null, string? Token = null);
