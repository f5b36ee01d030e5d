namespace Footfall.Sealing.Segments;

/// <summary>What a manifest says of a segment's content. A server reads it, so it says nothing of any event.</summary>
public sealed record SegmentDescription
{
    /// <summary><c>duckdb</c>, a database file, or <c>arrow</c>, an IPC stream with dictionaries.</summary>
    public required string Form { get; init; }

    /// <summary>Version of the tables inside.</summary>
    public required long Schema { get; init; }

    /// <summary>The file format's version, such as DuckDB's storage version; empty where the form has none.</summary>
    public string Storage { get; init; } = "";

    public required long Rows { get; init; }

    /// <summary>Of the earliest and latest event, hours since 1970.</summary>
    public required long FirstHour { get; init; }

    public required long LastHour { get; init; }

    /// <summary>How many envelopes it stands for, and the hash of their ids in the order of the server (<see cref="HashOf"/>); none and empty when it only merges.</summary>
    public long Envelopes { get; init; }

    public string Consumed { get; init; } = "";

    /// <summary>The segments that it takes the place of: 22 characters of base64url each.</summary>
    public IReadOnlyList<string> Replaces { get; init; } = [];

    /// <summary>Base64url of the SHA-256 of envelope ids, 32 bytes each, one after another.</summary>
    public static string HashOf(IEnumerable<byte[]> envelopeIds) =>
        System.Buffers.Text.Base64Url.EncodeToString(System.Security.Cryptography.SHA256.HashData([.. envelopeIds.SelectMany(id => id)]));
}
