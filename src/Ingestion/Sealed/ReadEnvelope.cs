using Footfall.Sealing;
using Footfall.Sealing.Envelopes;

namespace Footfall.Ingestion.Sealed;

/// <summary>A message whose shape was looked at.</summary>
/// <param name="Envelope">Null unless the answer was <see cref="Refusal.None"/>.</param>
internal readonly record struct ReadEnvelope(Envelope? Envelope, Refusal Refusal)
{
    public static ReadEnvelope Of(ReadOnlySpan<byte> bytes)
    {
        var refusal = Envelope.Read(bytes, out var envelope);
        return new ReadEnvelope(envelope, refusal);
    }

    /// <summary>The id that stands in the head; nothing vouches for it yet.</summary>
    public Guid? Project => Envelope is { } read ? new Guid(read.Project, bigEndian: true) : null;
}
