using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Footfall.Ingestion.Tests.Enrichment;

/// <summary>Writes small MaxMind DB files, by the public format and for tests only: maps, arrays, texts and 32-bit numbers, no pointers but where asked.</summary>
internal sealed class MmdbWriter(int recordSize, int ipVersion)
{
    private readonly List<long[]> _nodes = [[-1, -1]];
    private readonly MemoryStream _data = new();

    public MmdbWriter Add(string network, object record)
    {
        var offset = _data.Length;
        Write(_data, record);
        return AddAt(network, offset);
    }

    /// <summary>Points a network at a place in the data section, sound or not.</summary>
    public MmdbWriter AddAt(string network, long offset)
    {
        var parsed = IPNetwork.Parse(network);
        var isIPv4 = parsed.BaseAddress.AddressFamily == AddressFamily.InterNetwork;
        byte[] address = ipVersion == 6 && isIPv4 ? [.. new byte[12], .. parsed.BaseAddress.GetAddressBytes()] : parsed.BaseAddress.GetAddressBytes();
        var bits = parsed.PrefixLength + (ipVersion == 6 && isIPv4 ? 96 : 0);
        var node = 0L;
        for (var bit = 0; bit < bits; bit++)
        {
            var side = (address[bit / 8] >> (7 - (bit % 8))) & 1;
            if (bit == bits - 1) _nodes[(int)node][side] = -2 - offset;
            else if (_nodes[(int)node][side] < 0)
            {
                _nodes.Add([-1, -1]);
                _nodes[(int)node][side] = _nodes.Count - 1;
            }

            node = Math.Max(_nodes[(int)node][side], 0);
        }

        return this;
    }

    /// <summary>Appends raw bytes to the data section and tells where they lie.</summary>
    public long Raw(params byte[] bytes)
    {
        var offset = _data.Length;
        _data.Write(bytes);
        return offset;
    }

    public byte[] ToBytes(int formatVersion = 2)
    {
        using var file = new MemoryStream();
        foreach (var node in _nodes)
        {
            var left = Value(node[0]);
            var right = Value(node[1]);
            byte[] bytes = recordSize switch
            {
                24 => [(byte)(left >> 16), (byte)(left >> 8), (byte)left, (byte)(right >> 16), (byte)(right >> 8), (byte)right],
                28 => [(byte)(left >> 16), (byte)(left >> 8), (byte)left, (byte)(((left >> 20) & 0xf0) | ((right >> 24) & 0x0f)), (byte)(right >> 16), (byte)(right >> 8), (byte)right],
                _ => [(byte)(left >> 24), (byte)(left >> 16), (byte)(left >> 8), (byte)left, (byte)(right >> 24), (byte)(right >> 16), (byte)(right >> 8), (byte)right],
            };
            file.Write(bytes);
        }

        file.Write(new byte[16]);
        _data.WriteTo(file);
        file.Write([0xab, 0xcd, 0xef, .. "MaxMind.com"u8]);
        Write(file, new Dictionary<string, object>
        {
            ["binary_format_major_version"] = formatVersion,
            ["node_count"] = _nodes.Count,
            ["record_size"] = recordSize,
            ["ip_version"] = ipVersion,
            ["database_type"] = "Test-City",
            ["languages"] = new object[] { "en" },
        });
        return file.ToArray();
    }

    private long Value(long record) => record switch { -1 => _nodes.Count, < 0 => _nodes.Count + 16 + (-2 - record), _ => record };

    private static void Write(Stream stream, object value)
    {
        switch (value)
        {
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                Header(stream, 2, bytes.Length);
                stream.Write(bytes);
                break;
            case int number:
                Header(stream, 6, 4);
                stream.Write([(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
                break;
            case object[] array:
                Header(stream, 11, array.Length);
                foreach (var one in array) Write(stream, one);
                break;
            case Dictionary<string, object> map:
                Header(stream, 7, map.Count);
                foreach (var (key, one) in map)
                {
                    Write(stream, key);
                    Write(stream, one);
                }

                break;
            default:
                throw new ArgumentException($"This writer knows no {value.GetType()}.", nameof(value));
        }
    }

    private static void Header(Stream stream, int kind, int size)
    {
        var (small, extra) = size < 29 ? (size, Array.Empty<byte>()) : (29, new[] { (byte)(size - 29) });
        stream.WriteByte((byte)((kind < 8 ? kind << 5 : 0) | small));
        if (kind >= 8) stream.WriteByte((byte)(kind - 7));
        stream.Write(extra);
    }
}
