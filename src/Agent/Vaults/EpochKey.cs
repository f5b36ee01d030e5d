using Footfall.Sealing.Hpke;

namespace Footfall.Agent.Vaults;

/// <summary>An epoch of a project that the vault's root key vouches for, with its private key.</summary>
/// <param name="Id">Eight bytes as base64url.</param>
internal sealed record EpochKey(string Id, byte[] Bytes, HpkeKey Key, DateTimeOffset NotAfter) : IDisposable
{
    public void Dispose() => Key.Dispose();
}
