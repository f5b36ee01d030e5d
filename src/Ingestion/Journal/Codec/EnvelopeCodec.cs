using Footfall.Events;

namespace Footfall.Ingestion.Journal.Codec;

/// <summary>An envelope as the body of a journal record. docs/formats/journal.md tells the format.</summary>
internal static class EnvelopeCodec
{
    private const byte Version = 1;

    public static void Encode(SealedEnvelope envelope, ByteWriter target)
    {
        target.WriteByte(Version);
        target.WriteVarint((uint)envelope.Project.Value);
        target.WriteVarint((ulong)(envelope.Hour.Ticks / TimeSpan.TicksPerHour));
        envelope.Epoch.WriteTo(target.Reserve(EpochId.Bytes));
        envelope.Id.WriteTo(target.Reserve(EnvelopeId.Bytes));
        target.WriteVarint((uint)envelope.Note.Length);
        target.WriteBytes(envelope.Note.Span);
        target.WriteBytes(envelope.Bytes.Span);
    }

    /// <exception cref="EventFormatException">The bytes are anything else.</exception>
    public static SealedEnvelope Decode(ReadOnlySpan<byte> body)
    {
        var source = new ByteReader(body);
        if (source.ReadByte() != Version) throw new EventFormatException("The envelope's version is not known.");
        var project = (int)source.ReadVarint(int.MaxValue);
        if (project == 0) throw new EventFormatException("Projects are numbered from 1.");
        var hour = source.ReadVarint((uint)(DateTime.MaxValue.Ticks / TimeSpan.TicksPerHour));
        var (epoch, id) = (EpochId.Read(source.Take(EpochId.Bytes)), EnvelopeId.Read(source.Take(EnvelopeId.Bytes)));
        var note = source.Take((int)source.ReadVarint((uint)source.Remaining)).ToArray();
        return new SealedEnvelope
        {
            Project = new ProjectNumber(project),
            Epoch = epoch,
            Hour = new DateTime(hour * TimeSpan.TicksPerHour, DateTimeKind.Utc),
            Id = id,
            Bytes = source.Take(source.Remaining).ToArray(),
            Note = note,
        };
    }
}
