namespace Footfall.Storage.Control;

/// <summary>What <see cref="EpochKeysFile"/> has on the disk.</summary>
internal sealed record EpochKeysContent(int Version, string Id, IReadOnlyList<EpochKeyLine> Keys);
