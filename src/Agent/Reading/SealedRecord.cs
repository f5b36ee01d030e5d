using System.Buffers.Binary;
using System.Buffers.Text;

namespace Footfall.Agent.Reading;

/// <summary>An envelope as the server keeps it: its number there, the hour of its receipt (hours since 1970), its epoch (as base64url), the note beside it and its bytes.</summary>
internal readonly record struct SealedRecord(long Number, long Hour, string Epoch, ReadOnlyMemory<byte> Note, ReadOnlyMemory<byte> Envelope)
{
    private const int EpochBytes = 8;
    private const int HeadBytes = 4 + 8 + 4 + EpochBytes + 2;

    /// <summary>All records of a page (docs/api/sealed.md).</summary>
    /// <exception cref="AgentException">It is cut, or none.</exception>
    public static List<SealedRecord> ReadAll(byte[] page)
    {
        List<SealedRecord> records = [];
        for (var at = 0; at < page.Length;)
        {
            var rest = page.AsSpan(at);
            if (rest.Length < HeadBytes) throw Cut();
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            var note = BinaryPrimitives.ReadUInt16BigEndian(rest[(HeadBytes - 2)..]);
            if (length > rest.Length - 4 || length < HeadBytes - 4 + note) throw Cut();
            var end = at + 4 + (int)length;
            records.Add(new SealedRecord(
                (long)BinaryPrimitives.ReadUInt64BigEndian(rest[4..]),
                BinaryPrimitives.ReadUInt32BigEndian(rest[12..]),
                Base64Url.EncodeToString(rest.Slice(16, EpochBytes)),
                page.AsMemory(at + HeadBytes, note),
                page.AsMemory(at + HeadBytes + note, end - at - HeadBytes - note)));
            at = end;
        }

        return records;
    }

    private static AgentException Cut() => new("The server's page of envelopes is cut or damaged: it may be of another version.");
}
