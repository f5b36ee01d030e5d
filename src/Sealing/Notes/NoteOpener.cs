using System.Buffers.Binary;
using System.Security.Cryptography;
using Footfall.Sealing.Envelopes;
using Footfall.Sealing.Hpke;

namespace Footfall.Sealing.Notes;

/// <summary>
/// Opens the notes of one project and epoch. The last sender's context is kept, because a server has one an hour. Not safe for use by several threads at once;
/// the key stays the caller's.
/// </summary>
public sealed class NoteOpener(HpkeKey epochKey, byte[] project, byte[] epoch) : IDisposable
{
    private readonly byte[] _info = NoteSealer.Info(project, epoch);
    private byte[] _enc = [];
    private HpkeRecipient? _recipient;

    /// <summary>Null where the note does not open beside this envelope; nothing tells why.</summary>
    public Note? Open(Envelope beside, ReadOnlySpan<byte> note)
    {
        if (note.Length < NoteSealer.HeadBytes) return null;
        var head = note[..NoteSealer.HeadBytes];
        var sequence = BinaryPrimitives.ReadUInt32BigEndian(head[HpkeKey.PublicBytes..]);
        var text = Recipient(head[..HpkeKey.PublicBytes])?.Open(sequence, NoteSealer.Bound(head, beside), note[NoteSealer.HeadBytes..]);
        if (text is null) return null;
        var read = NoteText.Read(text);
        CryptographicOperations.ZeroMemory(text);
        return read;
    }

    private HpkeRecipient? Recipient(ReadOnlySpan<byte> enc)
    {
        if (enc.SequenceEqual(_enc)) return _recipient;
        _recipient?.Dispose();
        _enc = enc.ToArray();
        return _recipient = HpkeRecipient.Begin(epochKey, enc, _info);
    }

    public void Dispose() => _recipient?.Dispose();
}
