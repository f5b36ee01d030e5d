using System.Buffers.Binary;
using Footfall.Events;

namespace Footfall.Ingestion.Enrichment;

/// <summary>
/// One database file of the MaxMind DB format 2.0 (maxmind.github.io/MaxMind-DB): a binary tree over address bits, whose leaves point into
/// a data section. Thread-safe.
/// </summary>
internal sealed class MmdbFile : IDisposable
{
    private const int SeparatorLength = 16;

    // The metadata are within the last 128 KiB, the format says.
    private const int MetadataWindow = 128 * 1024;

    private static readonly byte[] s_marker = [0xab, 0xcd, 0xef, .. "MaxMind.com"u8];

    private readonly MappedFile _file;
    private readonly uint _nodeCount;
    private readonly int _recordSize;
    private readonly int _treeLength;
    private readonly int _dataLength;
    private readonly uint _ipv4Start;
    // By the record's offset: addresses are never kept, so which of them were seen cannot be read from memory.
    private readonly SlotCache<int, Place> _places = new(8192);
    private long _damaged;

    private MmdbFile(MappedFile file, in MmdbMetadata metadata, int metadataStart)
    {
        _file = file;
        _nodeCount = metadata.NodeCount;
        _recordSize = (int)metadata.RecordSize;
        IsIPv6 = metadata.IpVersion == 6;
        _treeLength = (int)metadata.TreeLength;
        _dataLength = metadataStart - s_marker.Length - _treeLength - SeparatorLength;
        _ipv4Start = IsIPv6 ? file.Read(this, static (bytes, self) => self.Walk(bytes, stackalloc byte[12], 0)) : 0;
    }

    /// <summary>True where the tree has IPv6 addresses (and with them the IPv4 ones, under ::/96).</summary>
    public bool IsIPv6 { get; }

    /// <summary>Lookups that ran into damage since the start. They found no place.</summary>
    public long Damaged => Interlocked.Read(ref _damaged);

    /// <exception cref="InvalidDataException">The file is no sound database; the message says what is wrong with which file.</exception>
    public static MmdbFile Open(string path)
    {
        var file = MappedFile.Open(path);
        try
        {
            var (metadata, start) = file.Read(path, ReadMetadata);
            return new MmdbFile(file, metadata, start);
        }
        catch (Exception failure) when (failure is InvalidDataException or OverflowException or ArgumentException)
        {
            file.Dispose();
            throw new InvalidDataException(
                $"'{path}' cannot be used as a geo database: {failure.Message} Fetch the file anew (a complete .mmdb of GeoLite2 or DB-IP).", failure);
        }
    }

    /// <param name="address">4 or 16 bytes. 16 bytes in a file of IPv4 find nothing.</param>
    public Place Find(ReadOnlySpan<byte> address)
    {
        if (address.Length == 16 && !IsIPv6) return Place.Unknown;
        try
        {
            return _file.Read(new Question(this, address), static (bytes, question) => question.File.Find(bytes, question.Address));
        }
        catch (InvalidDataException)
        {
            // Visitors must not suffer from the owner's damaged file: /health tells of the count.
            Interlocked.Increment(ref _damaged);
            return Place.Unknown;
        }
    }

    public void Dispose() => _file.Dispose();

    private static (MmdbMetadata Metadata, int Start) ReadMetadata(ReadOnlySpan<byte> bytes, string path)
    {
        var windowStart = Math.Max(0, bytes.Length - MetadataWindow);
        var marker = bytes[windowStart..].LastIndexOf(s_marker);
        if (marker < 0) throw new InvalidDataException("it has no MaxMind DB metadata at its end; it is truncated or of another format.");
        var start = windowStart + marker + s_marker.Length;
        var metadata = MmdbMetadata.Read(bytes[start..]);
        if (metadata.TreeLength + SeparatorLength > start - s_marker.Length)
            throw new InvalidDataException("its tree is larger than the file; it is truncated.");
        return (metadata, start);
    }

    private Place Find(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> address)
    {
        var record = Walk(bytes, address, address.Length == 4 ? _ipv4Start : 0);
        // Inside the tree: the address is longer than the tree is deep, or the other way round. On its edge: nothing is known.
        if (record <= _nodeCount) return Place.Unknown;
        var offset = (long)record - _nodeCount - SeparatorLength;
        if (offset < 0 || offset >= _dataLength) throw new InvalidDataException("The geo database is damaged: a leaf leads out of the data.");
        if (_places.TryFind((int)offset, out var known)) return known;
        var place = PlaceRecord.Read(bytes.Slice(_treeLength + SeparatorLength, _dataLength), (int)offset);
        _places.Keep((int)offset, place);
        return place;
    }

    /// <summary>Follows the address from a node: at most one step a bit. The answer is a node, or at least the node count.</summary>
    private uint Walk(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> address, uint node)
    {
        for (var bit = 0; bit < address.Length * 8 && node < _nodeCount; bit++)
        {
            var isRight = (address[bit >> 3] >> (7 - (bit & 7))) & 1;
            node = Record(bytes[((int)node * (_recordSize / 4))..], isRight);
        }

        return node;
    }

    private uint Record(ReadOnlySpan<byte> node, int isRight) => _recordSize switch
    {
        24 => (uint)((node[isRight * 3] << 16) | (node[(isRight * 3) + 1] << 8) | node[(isRight * 3) + 2]),
        // The middle byte holds the upper four bits of both records, the left one's first.
        28 when isRight == 0 => (uint)(((node[3] & 0xf0) << 20) | (node[0] << 16) | (node[1] << 8) | node[2]),
        28 => BinaryPrimitives.ReadUInt32BigEndian(node[3..]) & 0x0fff_ffff,
        _ => BinaryPrimitives.ReadUInt32BigEndian(node[(isRight * 4)..]),
    };

    private readonly ref struct Question(MmdbFile file, ReadOnlySpan<byte> address)
    {
        public MmdbFile File { get; } = file;

        public ReadOnlySpan<byte> Address { get; } = address;
    }
}
