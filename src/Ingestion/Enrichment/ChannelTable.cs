using System.Collections.Frozen;
using System.Text.Json;

namespace Footfall.Ingestion.Enrichment;

/// <summary>The part <c>channels</c> of the embedded <c>sources.json</c>. Immutable.</summary>
internal sealed class ChannelTable
{
    private readonly FrozenDictionary<SourceKind, string> _kinds;
    private readonly FrozenDictionary<SourceKind, string> _paid;

    internal ChannelTable(JsonElement channels)
    {
        Media = Pairs(channels, "media").ToFrozenDictionary(pair => pair.Key, pair => pair.Value);
        DisplayMedia = Set(channels, "displayMedia");
        PaidMedia = Set(channels, "paidMedia");
        PlainMedia = Set(channels, "plainMedia");
        PaidWords = [.. Pairs(channels, "paid")];
        _kinds = ByKind(channels, "kinds");
        _paid = ByKind(channels, "paid");
    }

    public static ChannelTable Default { get; } = SourceTable.Read(root => new ChannelTable(root.GetProperty("channels")));

    /// <summary>Media that are the name of a channel.</summary>
    public FrozenDictionary<string, string> Media { get; }

    public FrozenSet<string> DisplayMedia { get; }

    public FrozenSet<string> PaidMedia { get; }

    /// <summary>Media that say nothing of a channel.</summary>
    public FrozenSet<string> PlainMedia { get; }

    /// <summary>What a paid medium has in its name, and the channel that it means, in the order of the questions.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> PaidWords { get; }

    public string? ByKind(SourceKind? kind) => kind is { } known ? _kinds.GetValueOrDefault(known) : null;

    public string? PaidByKind(SourceKind? kind) => kind is { } known ? _paid.GetValueOrDefault(known) : null;

    private static FrozenDictionary<SourceKind, string> ByKind(JsonElement channels, string property) =>
        Pairs(channels, property).ToFrozenDictionary(pair => Enum.Parse<SourceKind>(pair.Key, ignoreCase: true), pair => pair.Value);

    private static IEnumerable<KeyValuePair<string, string>> Pairs(JsonElement channels, string property) =>
        channels.GetProperty(property).EnumerateObject().Select(one => new KeyValuePair<string, string>(one.Name, one.Value.GetString()!));

    private static FrozenSet<string> Set(JsonElement channels, string property) =>
        channels.GetProperty(property).EnumerateArray().Select(one => one.GetString()!).ToFrozenSet();
}
