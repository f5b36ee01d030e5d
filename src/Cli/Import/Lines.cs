using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;

namespace Footfall.Cli.Import;

/// <summary>Reads a file of lines, wherever in it, without ever holding more than one of them.</summary>
internal static class Lines
{
    /// <summary>In bytes; longer ones are told, not read.</summary>
    public const int Longest = 1 << 20;

    /// <param name="whole">Only lines that end with a line feed: the last one of a log is still being written.</param>
    public static async IAsyncEnumerable<Line> ReadAsync(Stream file, ImportPosition from, bool whole, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await SkipAsync(file, from.Bytes, cancellation);
        var reader = PipeReader.Create(file, new StreamPipeReaderOptions(leaveOpen: true));
        var (number, start, tooLong) = (from.Rows, from.Bytes, 0L);
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            var buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } feed)
            {
                var bytes = buffer.Slice(0, feed);
                var end = start + tooLong + bytes.Length + 1;
                yield return new Line(++number, start, new ImportPosition(number, end), tooLong > 0 || bytes.Length > Longest ? null : Text(bytes));
                (start, tooLong) = (end, 0);
                buffer = buffer.Slice(buffer.GetPosition(1, feed));
            }

            if (read.IsCompleted && !whole && (buffer.Length > 0 || tooLong > 0))
            {
                var end = start + tooLong + buffer.Length;
                yield return new Line(++number, start, new ImportPosition(number, end), tooLong > 0 || buffer.Length > Longest ? null : Text(buffer));
            }

            if (buffer.Length > Longest)
            {
                tooLong += buffer.Length;
                buffer = buffer.Slice(buffer.End);
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted) break;
        }

        await reader.CompleteAsync();
    }

    private static async Task SkipAsync(Stream file, long bytes, CancellationToken cancellation)
    {
        if (file.CanSeek)
        {
            file.Position = bytes;
            return;
        }

        var rest = new byte[81_920];
        while (bytes > 0)
        {
            var read = await file.ReadAsync(rest.AsMemory(0, (int)Math.Min(rest.Length, bytes)), cancellation);
            if (read == 0) return;
            bytes -= read;
        }
    }

    private static string Text(ReadOnlySequence<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return text.EndsWith('\r') ? text[..^1] : text;
    }
}
