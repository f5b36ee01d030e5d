using Footfall.Storage.Control;

namespace Footfall.Accounts.Sealed;

/// <summary>A checked epoch: what lies in the database, and the sealed key that does not.</summary>
internal sealed record NewEpoch(EpochRow Row, byte[] SealedKey);
