using Footfall.Sealing.Hpke;
using Footfall.Sealing.Membership;

namespace Footfall.Agent.Vaults;

/// <summary>A vault whose log was checked, with the private keys that the agent was given.</summary>
internal sealed class OpenVault(MembershipLog log, Member me, IReadOnlyDictionary<int, HpkeKey> keys) : IDisposable
{
    public Guid Id => log.Vault;

    public MembershipLog Log => log;

    /// <summary>The agent, by the log.</summary>
    public Member Me => me;

    /// <summary>By version; who came later may lack the first.</summary>
    public IReadOnlyDictionary<int, HpkeKey> Keys => keys;

    public void Dispose()
    {
        foreach (var key in keys.Values) key.Dispose();
    }
}
