using System.Buffers.Binary;
using System.Security.Cryptography;
using Footfall.Sealing.Envelopes;
using Footfall.Sealing.Hpke;

namespace Footfall.Sealing.Notes;

/// <summary>
/// Seals notes to one epoch's key: enc 65, sequence u32, ciphertext (docs/formats/sealed.md). Each is bound to its envelope, beside which alone it opens. Not
/// safe for use by several threads at once; never stored.
/// </summary>
public sealed class NoteSealer : IDisposable
{
    internal const int HeadBytes = HpkeKey.PublicBytes + sizeof(uint);

    private readonly HpkeSender _sender;

    /// <param name="project">16 bytes.</param>
    /// <param name="epoch">8 bytes.</param>
    public NoteSealer(HpkeKey epochKey, ReadOnlySpan<byte> project, ReadOnlySpan<byte> epoch) => _sender = new HpkeSender(epochKey, Info(project, epoch));

    public byte[] Seal(Envelope beside, Note note)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        _sender.Enc.CopyTo(head);
        BinaryPrimitives.WriteUInt32BigEndian(head[HpkeKey.PublicBytes..], _sender.Sequence);
        var text = NoteText.Write(note);
        var sealedText = _sender.Seal(Bound(head, beside), text);
        CryptographicOperations.ZeroMemory(text);
        return [.. head, .. sealedText];
    }

    internal static byte[] Info(ReadOnlySpan<byte> project, ReadOnlySpan<byte> epoch) => [.. "footfall/note/v1"u8, .. project, .. epoch];

    /// <summary>The note's own head, then what no two messages of honest trackers share: the envelope's enc and sequence.</summary>
    internal static byte[] Bound(ReadOnlySpan<byte> head, Envelope beside) => [.. head, .. beside.Head[^HeadBytes..]];

    public void Dispose() => _sender.Dispose();
}
