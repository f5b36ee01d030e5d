using Footfall.Agent.Digests;
using Footfall.Agent.Streams;

namespace Footfall.Agent.Settings;

/// <summary>What <c>footfall.yaml</c> says.</summary>
public sealed record AgentSettings(IReadOnlyList<Digest> Digests, IReadOnlyList<DerivedStream> Streams)
{
    public static AgentSettings None { get; } = new([], []);

    /// <exception cref="AgentException">The file cannot be used; the message names the place in it.</exception>
    public static AgentSettings Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new AgentException($"The configuration cannot be read: {error.Message}");
        }
    }

    /// <inheritdoc cref="Read"/>
    public static AgentSettings Parse(string yaml) => SettingsReader.Read(YamlAsJson.Read(yaml));
}
