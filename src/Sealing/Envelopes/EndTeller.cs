namespace Footfall.Sealing.Envelopes;

/// <summary>
/// Hands out a body whole but for its last byte, then that byte, then one that is not of the body. An inflater asks for more only when it needs it,
/// so it has read exactly the body if the deflate data end with its last byte: earlier, and it never took that byte; later, and it took the one beyond.
/// </summary>
internal sealed class EndTeller(ReadOnlyMemory<byte> body) : Stream
{
    private int _at;

    public bool EndedWithTheBody => _at == body.Length;
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => _at; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || _at > body.Length) return 0;
        var count = _at < body.Length - 1 ? Math.Min(buffer.Length, body.Length - 1 - _at) : 1;
        if (_at < body.Length) body.Span.Slice(_at, count).CopyTo(buffer);
        else buffer[0] = 0;
        _at += count;
        return count;
    }

    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
