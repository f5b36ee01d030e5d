using System.Buffers.Binary;

namespace Footfall.Cli.Demo;

/// <summary>UUIDv7 (RFC 9562) whose random part comes from the visit: the same visit always has the same ids, and is stored once however often it is sent.</summary>
internal static class DemoIds
{
    public static Guid Next(DemoRandom random, DateTime time)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, random.Next());
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], random.Next());
        var milliseconds = (ulong)new DateTimeOffset(time).ToUnixTimeMilliseconds();
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (milliseconds << 16) | 0x7000 | (BinaryPrimitives.ReadUInt64BigEndian(bytes) & 0x0fff));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3f));
        return new Guid(bytes, bigEndian: true);
    }
}
