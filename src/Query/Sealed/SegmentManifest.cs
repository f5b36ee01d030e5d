using System.Buffers.Text;
using System.Text.Json;
using Footfall.Events;
using Footfall.Storage.Sealed;

namespace Footfall.Query.Sealed;

/// <summary>
/// What the server reads of a manifest: enough to keep the chain in order and to swap what it names. Whether it may stand <see cref="ManifestJudge"/> says,
/// and every key holder checks it again (docs/formats/sealed.md).
/// </summary>
internal sealed record SegmentManifest
{
    private const int IdBytes = 16;
    private const int HashBytes = 32;
    private const int SignatureBytes = 64;

    public required Guid Project { get; init; }

    public required Manifest Entry { get; init; }

    public required Guid Segment { get; init; }

    public required string Kind { get; init; }

    public required byte[] Previous { get; init; }

    public long Envelopes { get; init; }

    public byte[] Consumed { get; init; } = [];

    public IReadOnlyList<Guid> Replaces { get; init; } = [];

    public byte[] Hash { get; init; } = [];

    /// <summary>Null where it says anything else than a manifest does.</summary>
    public static SegmentManifest? Read(byte[] entry, byte[] signature)
    {
        if (signature.Length != SignatureBytes) return null;
        try
        {
            using var document = JsonDocument.Parse(entry);
            var said = document.RootElement;
            var isSegment = said.GetProperty("kind").GetString() == "segment";
            return new SegmentManifest
            {
                Project = said.GetProperty("project").GetGuid(),
                Entry = new Manifest
                {
                    Epoch = EpochId.Read(Bytes(said, "epoch", EpochId.Bytes)),
                    Sequence = said.GetProperty("sequence").GetInt64(),
                    Entry = entry,
                    Signature = signature,
                },
                Segment = ReadId(said.GetProperty("segment").GetString()!),
                Kind = said.GetProperty("kind").GetString()!,
                Previous = BytesOrNone(said, "previous"),
                Envelopes = isSegment ? said.GetProperty("envelopes").GetInt64() : 0,
                Consumed = isSegment ? BytesOrNone(said, "consumed") : [],
                Replaces = isSegment ? [.. said.GetProperty("replaces").GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ReadId)] : [],
                Hash = isSegment ? Bytes(said, "hash", HashBytes) : [],
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            // The caller says that it is no manifest; which member is wrong the sender's own reader tells better.
            return null;
        }
    }

    /// <summary>The id of a segment as manifests and addresses write it.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Guid ReadId(string text) =>
        Base64Url.DecodeFromChars(text) is { Length: IdBytes } bytes ? new Guid(bytes, bigEndian: true) : throw new FormatException("A segment's id has 16 bytes.");

    public static string WriteId(Guid id) => Base64Url.EncodeToString(id.ToByteArray(bigEndian: true));

    private static byte[] Bytes(JsonElement said, string name, int length) =>
        Base64Url.DecodeFromChars(said.GetProperty(name).GetString()) is { } bytes && bytes.Length == length ? bytes : throw new FormatException($"{name} has another length.");

    private static byte[] BytesOrNone(JsonElement said, string name) => said.GetProperty(name).GetString() is { Length: > 0 } ? Bytes(said, name, HashBytes) : [];
}
