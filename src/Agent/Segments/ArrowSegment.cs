using System.Buffers.Binary;
using Apache.Arrow.Ipc;
using Footfall.Events;
using Footfall.Storage.Sealed;

namespace Footfall.Agent.Segments;

/// <summary>Reads the content of a segment that a browser wrote: pieces, each an Arrow stream of events and one of visits, which are made anew.</summary>
internal static class ArrowSegment
{
    private const int LengthBytes = sizeof(uint);

    /// <exception cref="InvalidDataException">It is no row of pieces with events in them.</exception>
    public static void Read(byte[] content, ProjectNumber project, Action<IReadOnlyList<Event>> take)
    {
        var events = new SegmentEvents(project);
        var streams = Streams(content);
        if (streams.Count == 0 || streams.Count % 2 == 1) throw new InvalidDataException("The segment is no row of pieces.");
        for (var i = 0; i < streams.Count; i += 2)
        {
            try
            {
                ReadPiece(streams[i], events, take);
            }
            // The Arrow reader has no exception of its own for what is none.
            catch (Exception error) when (error is not InvalidDataException and not OutOfMemoryException)
            {
                throw new InvalidDataException($"A piece of the segment is no Arrow stream: {error.Message}", error);
            }
        }
    }

    private static List<ReadOnlyMemory<byte>> Streams(byte[] content)
    {
        List<ReadOnlyMemory<byte>> streams = [];
        for (var at = 0; at < content.Length;)
        {
            if (content.Length - at < LengthBytes) throw new InvalidDataException("The segment is cut.");
            var length = BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(at));
            at += LengthBytes;
            if (length > content.Length - at) throw new InvalidDataException("The segment is cut.");
            streams.Add(content.AsMemory(at, (int)length));
            at += (int)length;
        }

        return streams;
    }

    private static void ReadPiece(ReadOnlyMemory<byte> stream, SegmentEvents events, Action<IReadOnlyList<Event>> take)
    {
        using var reader = new ArrowStreamReader(stream);
        while (reader.ReadNextRecordBatch() is { } batch)
        {
            using (batch)
            {
                var row = new ArrowRow(batch);
                var part = new Event[batch.Length];
                for (var place = 0; place < part.Length; place++) part[place] = events.Read(row.At(place));
                take(part);
            }
        }
    }
}
