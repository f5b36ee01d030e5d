using System.Net;

namespace Footfall.Accounts;

/// <summary>What the host decides for accounts.</summary>
public sealed class AccountsOptions
{
    /// <summary>Networks beside loopback from which the first owner may be set up (<c>FOOTFALL_SETUP_NETWORKS</c>).</summary>
    public IReadOnlyList<IPNetwork> SetupNetworks { get; init; } = [];
}
