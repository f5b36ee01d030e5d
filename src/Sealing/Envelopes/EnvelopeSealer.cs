using System.Security.Cryptography;
using Footfall.Sealing.Hpke;

namespace Footfall.Sealing.Envelopes;

/// <summary>Seals messages of one project to one epoch's key. Not safe for use by several threads at once; never stored.</summary>
public sealed class EnvelopeSealer : IDisposable
{
    private readonly byte[] _project;
    private readonly byte[] _epoch;
    private readonly HpkeSender _sender;

    /// <param name="project">16 bytes.</param>
    /// <param name="epoch">8 bytes.</param>
    public EnvelopeSealer(HpkeKey epochKey, ReadOnlySpan<byte> project, ReadOnlySpan<byte> epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(project.Length, Envelope.ProjectBytes, nameof(project));
        ArgumentOutOfRangeException.ThrowIfNotEqual(epoch.Length, Envelope.EpochBytes, nameof(epoch));
        (_project, _epoch) = (project.ToArray(), epoch.ToArray());
        _sender = new HpkeSender(epochKey, Envelope.Info(project, epoch));
    }

    /// <exception cref="ArgumentException">The content is longer than a reader would accept: send it in parts.</exception>
    public byte[] Seal(ReadOnlySpan<byte> content)
    {
        if (content.Length > Envelope.MostContentBytes) throw new ArgumentException("The content is too long for one envelope; send it in parts.", nameof(content));
        var packed = Message.Pack(content);
        if (Envelope.HeadBytes + packed.Length + HpkeContext.TagBytes > Envelope.MostBytes)
            throw new ArgumentException("The content is too long for one envelope; send it in parts.", nameof(content));
        var head = Envelope.WriteHead(_project, _epoch, _sender.Enc, _sender.Sequence);
        var sealedBytes = _sender.Seal(head, packed);
        CryptographicOperations.ZeroMemory(packed);
        return [.. head, .. sealedBytes];
    }

    public void Dispose() => _sender.Dispose();
}
