namespace Footfall.Ingestion.Enrichment;

/// <summary>What a MaxMind DB file says of itself.</summary>
internal readonly record struct MmdbMetadata(uint NodeCount, uint RecordSize, uint IpVersion)
{
    /// <summary>Bytes; a node has two records.</summary>
    public long TreeLength => (long)NodeCount * RecordSize / 4;

    /// <exception cref="InvalidDataException">Something needed is missing or of a kind that this reader does not know.</exception>
    public static MmdbMetadata Read(ReadOnlySpan<byte> section)
    {
        var cursor = new MmdbCursor(section);
        var metadata = new MmdbMetadata(
            cursor.Number(cursor.Member(0, "node_count"u8)) ?? 0,
            cursor.Number(cursor.Member(0, "record_size"u8)) ?? 0,
            cursor.Number(cursor.Member(0, "ip_version"u8)) ?? 0);
        var format = cursor.Number(cursor.Member(0, "binary_format_major_version"u8)) ?? 0;
        if (format != 2) throw new InvalidDataException($"its format version is {format}; only 2 is known.");
        if (metadata.NodeCount == 0) throw new InvalidDataException("its metadata give no node count.");
        if (metadata.RecordSize is not (24 or 28 or 32)) throw new InvalidDataException($"its record size is {metadata.RecordSize}; only 24, 28 and 32 bits are known.");
        if (metadata.IpVersion is not (4 or 6)) throw new InvalidDataException($"its IP version is {metadata.IpVersion}; only 4 and 6 are known.");
        return metadata;
    }
}
