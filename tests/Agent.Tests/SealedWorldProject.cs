using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Footfall.Sealing.Envelopes;
using Footfall.Sealing.Epochs;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Keys;

namespace Footfall.Agent.Tests;

/// <summary>A sealed project whose epoch key the tests hold, as its tracker's seal and its members' open.</summary>
public sealed class SealedWorldProject(World world, Guid id, byte[] epoch, HpkeKey key, int number)
{
    /// <summary>In the order of schema/compact.json.</summary>
    private static readonly string[] Fields =
    [
        "id", "name", "time", "url", "title", "referrer", "props", "engagement_ms", "duration_ms", "scroll_depth", "revenue", "interactive", "visitor", "session", "user", "groups",
        "language", "library", "screen", "user_agent", "hints", "demo", "automated",
    ];

    public Guid Id => id;

    public byte[] Epoch => epoch;

    public HpkeKey Key => key;

    public int Number => number;

    public static byte[] NewEpochId() => RandomNumberGenerator.GetBytes(8);

    public static object EpochBody(World world, Guid project, byte[] epoch, HpkeKey key, HpkeKey vaultKey, int version = 1)
    {
        var statement = EpochStatement.Of(project.ToByteArray(bigEndian: true), epoch, key.Public, TimeProvider.System.GetUtcNow().AddDays(30));
        return new
        {
            statement = World.Text(statement.Signed),
            signature = World.Text(statement.Sign(world.Root)),
            vault_key_version = version,
            sealed_key = World.Text(SealedKey.Seal(vaultKey, Binding.OfEpochKey(project, epoch, world.Vault, (uint)version), key)),
        };
    }

    /// <summary>A following epoch, sealed to a new key of the vault.</summary>
    public object NextEpoch(HpkeKey vaultKey, int version)
    {
        using var next = HpkeKey.Generate();
        var body = JsonSerializer.SerializeToNode(EpochBody(world, id, NewEpochId(), next, vaultKey, version))!;
        body["project"] = id;
        return body;
    }

    /// <summary>One page load: a message of events, as <c>POST /collect</c> has them.</summary>
    public byte[] Seal(params JsonObject[] events)
    {
        using var sealer = new EnvelopeSealer(key, id.ToByteArray(bigEndian: true), epoch);
        var message = new JsonObject { ["v"] = 1, ["c"] = new JsonObject { ["t"] = World.Browser, ["q"] = "de-DE" }, ["e"] = new JsonArray([.. events.Select(Compact)]) };
        return sealer.Seal(Encoding.UTF8.GetBytes(message.ToJsonString()));
    }

    public Task CollectAsync(params JsonObject[][] pageLoads) => world.CollectAsync("/collect/sealed", World.Frames(pageLoads.Select(Seal)), pageLoads.Length);

    private static JsonObject Compact(JsonObject one)
    {
        var compact = new JsonObject();
        foreach (var (name, value) in one) compact[((char)('a' + Array.IndexOf(Fields, name))).ToString()] = value?.DeepClone();
        return compact;
    }
}
