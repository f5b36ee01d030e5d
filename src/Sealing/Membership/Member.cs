namespace Footfall.Sealing.Membership;

/// <summary>A member as the log says: the keys are those that an owner or admin signed, whatever a server says.</summary>
/// <param name="HpkeKey">65 bytes: what others seal to.</param>
/// <param name="SignKey">65 bytes: what verifies the member's signatures.</param>
public sealed record Member(Guid Account, Role Role, byte[] HpkeKey, byte[] SignKey);
