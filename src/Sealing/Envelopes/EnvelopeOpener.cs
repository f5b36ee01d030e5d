using System.Security.Cryptography;
using Footfall.Sealing.Hpke;

namespace Footfall.Sealing.Envelopes;

/// <summary>
/// Opens the envelopes of one project and epoch. The last sender's context is kept, because a page load's envelopes follow one another and
/// a key agreement costs more than all else. Not safe for use by several threads at once; the key stays the caller's.
/// </summary>
public sealed class EnvelopeOpener(HpkeKey epochKey, byte[] project, byte[] epoch) : IDisposable
{
    private readonly byte[] _info = Envelope.Info(project, epoch);
    private byte[] _enc = [];
    private HpkeRecipient? _recipient;

    /// <summary>The content is empty unless the answer is <see cref="Refusal.None"/>.</summary>
    public Refusal Open(Envelope envelope, out byte[] content)
    {
        content = [];
        if (!envelope.Project.SequenceEqual(project) || !envelope.Epoch.SequenceEqual(epoch)) return Refusal.Elsewhere;
        var packed = Recipient(envelope.Enc)?.Open(envelope.Sequence, envelope.Head, envelope.Ciphertext);
        var opened = packed is null ? null : Message.Unpack(packed, Envelope.MostContentBytes);
        CryptographicOperations.ZeroMemory(packed);
        if (opened is null) return Refusal.Unopenable;
        content = opened;
        return Refusal.None;
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
