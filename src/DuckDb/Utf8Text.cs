using System.Buffers;
using System.Text;

namespace Footfall.DuckDb;

/// <summary>A string as UTF-8, on the stack where it is short and in a pooled array otherwise. Lone surrogates become U+FFFD.</summary>
internal ref struct Utf8Text
{
    public const int StackSize = 256;

    private byte[]? _pooled;

    public Utf8Text(string text, Span<byte> stack)
    {
        var room = Encoding.UTF8.GetMaxByteCount(text.Length);
        var buffer = room <= stack.Length ? stack : _pooled = ArrayPool<byte>.Shared.Rent(room);
        Bytes = buffer[..Encoding.UTF8.GetBytes(text, buffer)];
    }

    public ReadOnlySpan<byte> Bytes { get; }

    public void Dispose()
    {
        if (_pooled is not null)
            ArrayPool<byte>.Shared.Return(_pooled);
        _pooled = null;
    }
}
