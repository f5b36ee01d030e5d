using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Footfall.Cli.Import;

/// <summary>UUIDv7 (RFC 9562) whose time is the event's and whose rest is a hash of what it was read from: the same row has the same id whenever it is read.</summary>
internal static class ImportIds
{
    /// <param name="parts">What tells the event from all others of its time.</param>
    public static Guid Of(DateTime time, params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        Span<byte> id = stackalloc byte[32];
        hash.GetHashAndReset(id);
        var milliseconds = (ulong)new DateTimeOffset(time).ToUnixTimeMilliseconds();
        BinaryPrimitives.WriteUInt64BigEndian(id, (milliseconds << 16) | 0x7000 | (BinaryPrimitives.ReadUInt64BigEndian(id) & 0x0fff));
        id[8] = (byte)(0x80 | (id[8] & 0x3f));
        return new Guid(id[..16], bigEndian: true);
    }
}
