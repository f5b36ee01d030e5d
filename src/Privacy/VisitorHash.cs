using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Footfall.Events;

namespace Footfall.Privacy;

/// <summary>The two ways to a visitor id: forgetful for people who keep no id, lasting for clients that do.</summary>
public static class VisitorHash
{
    /// <summary>Longer user agents are cut: what follows tells no two browsers apart. In characters.</summary>
    private const int LongestUserAgent = 512;

    /// <summary>Longer ids are refused before they get here. In characters.</summary>
    private const int LongestClientVisitor = 256;

    private const int HashBytes = 32;

    /// <summary>The first 64 bits of HMAC-SHA256 under the day's salt over (project, address, user agent), each with its length before it.</summary>
    public static VisitorId Anonymous(Salt salt, ProjectNumber project, IPAddress? address, string? userAgent)
    {
        Span<byte> message = stackalloc byte[4 + 4 + 4 + 16 + 4 + (LongestUserAgent * 3)];
        var length = WriteProject(message, project);
        length += WriteAddress(message[length..], address);
        length += WriteText(message[length..], userAgent, LongestUserAgent);
        return Under(salt, message[..length]);
    }

    /// <summary>
    /// As <see cref="Anonymous"/>, of a day that its sender tells: over (project, address, user agent, the sender's id of the visitor, day). Where the sender
    /// has an id, address and user agent are left out: they are the sender's own.
    /// </summary>
    public static VisitorId OfDay(Salt salt, ProjectNumber project, RawHit hit, string? named, DateOnly day)
    {
        Span<byte> message = stackalloc byte[4 + 4 + 4 + 16 + 4 + (LongestUserAgent * 3) + 4 + (LongestClientVisitor * 3) + 4];
        var length = WriteProject(message, project);
        length += WriteAddress(message[length..], named is null ? hit.Address : null);
        length += WriteText(message[length..], named is null ? hit.UserAgent : null, LongestUserAgent);
        length += WriteText(message[length..], named, LongestClientVisitor);
        BinaryPrimitives.WriteInt32LittleEndian(message[length..], day.DayNumber);
        return Under(salt, message[..(length + sizeof(int))]);
    }

    /// <summary>The first 64 bits of SHA-256 over (project, the id that the client keeps), each with its length before it. Two projects never share a visitor.</summary>
    public static VisitorId OfClient(ProjectNumber project, string clientVisitor)
    {
        Span<byte> message = stackalloc byte[4 + 4 + 4 + (LongestClientVisitor * 3)];
        var length = WriteProject(message, project);
        length += WriteText(message[length..], clientVisitor, LongestClientVisitor);

        Span<byte> hash = stackalloc byte[HashBytes];
        SHA256.HashData(message[..length], hash);
        return new VisitorId(BinaryPrimitives.ReadUInt64LittleEndian(hash));
    }

    private static VisitorId Under(Salt salt, ReadOnlySpan<byte> message)
    {
        Span<byte> hash = stackalloc byte[HashBytes];
        salt.Hash(message, hash);
        return new VisitorId(BinaryPrimitives.ReadUInt64LittleEndian(hash));
    }

    private static int WriteAddress(Span<byte> message, IPAddress? address)
    {
        var length = 0;
        address?.TryWriteBytes(message[4..], out length);
        BinaryPrimitives.WriteInt32LittleEndian(message, length);
        return 4 + length;
    }

    private static int WriteProject(Span<byte> message, ProjectNumber project)
    {
        BinaryPrimitives.WriteInt32LittleEndian(message, sizeof(int));
        BinaryPrimitives.WriteInt32LittleEndian(message[4..], project.Value);
        return 8;
    }

    private static int WriteText(Span<byte> message, string? text, int longest)
    {
        var cut = text.AsSpan(0, Math.Min(text?.Length ?? 0, longest));
        var length = Encoding.UTF8.GetBytes(cut, message[4..]);
        BinaryPrimitives.WriteInt32LittleEndian(message, length);
        return 4 + length;
    }
}
