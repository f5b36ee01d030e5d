using System.Buffers.Text;
using Footfall.Sealing.Keys;

namespace Footfall.Agent.Keys;

/// <summary>An agent's name and key pairs. Not safe for use by several threads at once.</summary>
public sealed class AgentKey : IDisposable
{
    /// <summary>As the server takes it.</summary>
    public const int LongestName = 100;

    private readonly AccountKeys keys;

    internal AgentKey(string name, AccountKeys keys) => (Name, this.keys) = (name, keys);

    public string Name { get; }

    public AccountKeys Keys => keys;

    /// <summary>Eight words that stand for both public keys; the vault's page shows the same.</summary>
    public string Fingerprint => Footfall.Sealing.Keys.Fingerprint.Of(keys.Sealing.Public, keys.Signing.Public);

    /// <summary>One line for an owner or admin to paste into the vault's page: what it is, the key that is sealed to, the key that signs, the name.</summary>
    public string PublicLine => $"footfall-agent/1 {Base64Url.EncodeToString(keys.Sealing.Public)} {Base64Url.EncodeToString(keys.Signing.Public)} {Name}";

    /// <exception cref="AgentException">The name cannot be used.</exception>
    public static AgentKey Generate(string name) => new(Check(name), AccountKeys.Generate());

    /// <exception cref="AgentException">The name cannot be used.</exception>
    internal static string Check(string name)
    {
        var trimmed = name.Trim();
        return trimmed.Length is > 0 and <= LongestName && !trimmed.Any(char.IsControl)
            ? trimmed
            : throw new AgentException($"The name is missing, longer than {LongestName} characters, or more than one line: say which machine it is.");
    }

    public void Dispose() => keys.Dispose();
}
