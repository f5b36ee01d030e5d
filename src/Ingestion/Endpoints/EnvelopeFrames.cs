using System.Buffers.Binary;

namespace Footfall.Ingestion.Endpoints;

/// <summary>A body of <c>/collect/sealed</c> as a row of messages, each with its length before it: u32, big-endian. No byte is copied.</summary>
internal static class EnvelopeFrames
{
    /// <summary>Where the messages lie, in order; null where the lengths do not add up to the body.</summary>
    public static List<Range>? Find(ReadOnlySpan<byte> body)
    {
        var frames = new List<Range>();
        for (var at = 0; at < body.Length;)
        {
            if (body.Length - at < sizeof(uint)) return null;
            var length = BinaryPrimitives.ReadUInt32BigEndian(body[at..]);
            at += sizeof(uint);
            if (length > (uint)(body.Length - at)) return null;
            frames.Add(at..(at + (int)length));
            at += (int)length;
        }

        return frames;
    }
}
