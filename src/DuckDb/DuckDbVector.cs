using System.Runtime.CompilerServices;
using System.Text;
using Footfall.DuckDb.Native;

namespace Footfall.DuckDb;

/// <summary>
/// One column of a chunk. <see cref="Values{T}"/>, <see cref="IsValid"/> and <see cref="GetUtf8"/> read DuckDB's memory without a copy or an allocation;
/// the other getters convert. Rows are checked against <see cref="Count"/>, and reading after the chunk is gone throws
/// <see cref="ObjectDisposedException"/>. Getters of plain values throw <see cref="InvalidCastException"/> on NULL and on a type they cannot convert.
/// </summary>
public sealed unsafe partial class DuckDbVector
{
    private const int StringSize = 16;

    /// <summary>A string of at most this many bytes lies in the vector itself, a longer one behind a pointer.</summary>
    private const int InlinedLength = 12;

    /// <summary>Whoever holds a vector holds the memory that it reads: the finaliser must not take a result that somebody forgot to dispose.</summary>
    private readonly ResultHandle _owner;
    private readonly Type? _element;
    private readonly DuckDbVector[] _children;
    private byte* _data;
    private ulong* _validity;
    private int _count = -1;

    internal DuckDbVector(DuckDbLogicalType type, ResultHandle owner)
    {
        Type = type;
        _owner = owner;
        _element = PhysicalOf.Element(type);
        _children = [.. type.Children.Select(child => new DuckDbVector(child, owner))];
    }

    public DuckDbLogicalType Type { get; }

    /// <summary>The rows; for the child of a list the elements of all rows together.</summary>
    public int Count => _count >= 0 ? _count : throw Gone();

    /// <summary>False says that no row is NULL; true says nothing.</summary>
    public bool MayHaveNulls => Count >= 0 && _validity != null;

    /// <summary>
    /// The elements as they lie in memory; those of NULL rows are undefined. <typeparamref name="T"/> must be the stored type: integers by their width,
    /// <c>long</c> for times (in the type's unit), <c>int</c> for DATE, the integer of <see cref="DuckDbLogicalType.StoredAs"/> for DECIMAL and ENUM,
    /// <see cref="Int128"/> for HUGEINT and UUID (with its highest bit flipped), <see cref="DuckDbListEntry"/> for LIST and MAP.
    /// </summary>
    public ReadOnlySpan<T> Values<T>()
        where T : unmanaged
    {
        var count = Count;
        if (typeof(T) != _element)
            throw new InvalidCastException($"A {Type} column cannot be read as a span of {typeof(T).Name}, only of {_element?.Name ?? "nothing"}.");
        return new ReadOnlySpan<T>(_data, count);
    }

    /// <summary>False where the row is NULL.</summary>
    public bool IsValid(int row)
    {
        CheckRow(row);
        var valid = _validity == null || ((_validity[row >> 6] >> row) & 1) != 0;
        GC.KeepAlive(_owner);
        return valid;
    }

    /// <summary>The bytes of a VARCHAR or BLOB in DuckDB's memory; empty for NULL.</summary>
    public ReadOnlySpan<byte> GetUtf8(int row)
    {
        if (Type.Id is not (DuckDbType.Varchar or DuckDbType.Blob))
            throw Unreadable("UTF-8");
        if (!IsValid(row))
            return default;
        var text = _data + ((nint)row * StringSize);
        var length = *(int*)text;
        return new ReadOnlySpan<byte>(length <= InlinedLength ? text + 4 : *(byte**)(text + 8), length);
    }

    /// <summary>A VARCHAR or the name of an ENUM; null for NULL.</summary>
    public string? GetString(int row)
    {
        if (!IsValid(row))
            return null;
        var text = Type.Id == DuckDbType.Enum ? Type.EnumValues[(int)GetInt64(row)] : Encoding.UTF8.GetString(GetUtf8(row));
        GC.KeepAlive(_owner);
        return text;
    }

    /// <summary>Where a LIST's or MAP's elements lie in <see cref="Child"/>.</summary>
    public DuckDbListEntry GetEntry(int row) => Type.Id is DuckDbType.List or DuckDbType.Map ? Plain<DuckDbListEntry>(row) : throw Unreadable("list");

    /// <summary>The elements of a LIST or ARRAY (0), the keys (0) and values (1) of a MAP, or a field of a STRUCT.</summary>
    public DuckDbVector Child(int index = 0) => _children[index];

    internal void Attach(nint vector, int count)
    {
        _data = NativeMethods.VectorData(vector);
        _validity = NativeMethods.VectorValidity(vector);
        _count = count;
        switch (Type.Id)
        {
            case DuckDbType.List:
                _children[0].Attach(NativeMethods.ListVectorChild(vector), (int)NativeMethods.ListVectorSize(vector));
                break;
            case DuckDbType.Map:
                // A MAP is a list of (key, value) structs.
                AttachFields(NativeMethods.ListVectorChild(vector), (int)NativeMethods.ListVectorSize(vector));
                break;
            case DuckDbType.Struct:
                AttachFields(vector, count);
                break;
            case DuckDbType.Array:
                _children[0].Attach(NativeMethods.ArrayVectorChild(vector), count * Type.ArraySize);
                break;
        }
    }

    internal void Detach()
    {
        _count = -1;
        _data = null;
        _validity = null;
        foreach (var child in _children)
            child.Detach();
    }

    private void AttachFields(nint vector, int count)
    {
        for (var field = 0; field < _children.Length; field++)
            _children[field].Attach(NativeMethods.StructVectorChild(vector, (ulong)field), count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Plain<T>(int row)
        where T : unmanaged
    {
        if (!IsValid(row))
            throw new InvalidCastException($"Row {row} is NULL; ask IsValid first.");
        var value = Unsafe.ReadUnaligned<T>(_data + ((nint)row * sizeof(T)));
        GC.KeepAlive(_owner);
        return value;
    }

    private void CheckRow(int row)
    {
        if ((uint)row < (uint)_count && _count > 0)
            return;
        throw _count < 0 ? Gone() : new ArgumentOutOfRangeException(nameof(row), row, $"The chunk has {_count} rows.");
    }

    private InvalidCastException Unreadable(string what) => new($"A {Type} column cannot be read as {what}.");

    private static ObjectDisposedException Gone() =>
        new(nameof(DuckDbVector), "The chunk is gone: vectors are valid until the next NextChunk and the disposal of the result.");
}
