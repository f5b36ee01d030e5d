using Footfall.DuckDb.Native;

namespace Footfall.DuckDb;

/// <summary>
/// A prepared statement. Parameters are counted from 1, keep their values between runs and must all be bound before the first one. One thread at a time.
/// It goes on working after its connection was disposed, and closes it when it is disposed itself.
/// </summary>
public sealed class DuckDbStatement : IDisposable
{
    private readonly DuckDbConnection _connection;
    private readonly ConnectionHandle _connectionHandle;
    private readonly StatementHandle _handle;

    internal DuckDbStatement(DuckDbConnection connection, ConnectionHandle connectionHandle, StatementHandle handle)
    {
        _connection = connection;
        _connectionHandle = connectionHandle;
        _handle = handle;
    }

    public int ParameterCount
    {
        get
        {
            ThrowIfDisposed();
            return (int)NativeMethods.ParameterCount(_handle);
        }
    }

    public DuckDbStatement BindNull(int index) => Bound(index, NativeMethods.BindNull(Open(), (ulong)index));

    public DuckDbStatement Bind(int index, bool value) => Bound(index, NativeMethods.BindBoolean(Open(), (ulong)index, value));

    public DuckDbStatement Bind(int index, int value) => Bound(index, NativeMethods.BindInt32(Open(), (ulong)index, value));

    public DuckDbStatement Bind(int index, long value) => Bound(index, NativeMethods.BindInt64(Open(), (ulong)index, value));

    public DuckDbStatement Bind(int index, uint value) => Bound(index, NativeMethods.BindUInt32(Open(), (ulong)index, value));

    public DuckDbStatement Bind(int index, ulong value) => Bound(index, NativeMethods.BindUInt64(Open(), (ulong)index, value));

    public DuckDbStatement Bind(int index, double value) => Bound(index, NativeMethods.BindDouble(Open(), (ulong)index, value));

    /// <summary>As a literal of the same digits would be read: 42.50 is a DECIMAL(4,2).</summary>
    public DuckDbStatement Bind(int index, decimal value) => Bound(index, NativeMethods.BindDecimal(Open(), (ulong)index, DecimalFormat.ToNative(value)));

    /// <summary>A null binds NULL. A lone surrogate becomes U+FFFD.</summary>
    public DuckDbStatement Bind(int index, string? value)
    {
        if (value is null)
            return BindNull(index);
        using var utf8 = new Utf8Text(value, stackalloc byte[Utf8Text.StackSize]);
        return Bind(index, utf8.Bytes);
    }

    /// <summary>A VARCHAR.</summary>
    /// <exception cref="DuckDbException">The bytes are not UTF-8.</exception>
    public unsafe DuckDbStatement Bind(int index, ReadOnlySpan<byte> utf8)
    {
        fixed (byte* text = utf8)
            return Bound(index, NativeMethods.BindVarchar(Open(), (ulong)index, text is null ? NativeValues.Empty : text, (ulong)utf8.Length));
    }

    /// <summary>A TIMESTAMP; what is finer than a microsecond is cut.</summary>
    /// <exception cref="ArgumentException">The time is not marked as UTC.</exception>
    public DuckDbStatement Bind(int index, DateTime utc) => Bound(index, NativeMethods.BindTimestamp(Open(), (ulong)index, TimeFormat.ToMicros(utc)));

    /// <summary>A DATE.</summary>
    public DuckDbStatement Bind(int index, DateOnly value) => Bound(index, NativeMethods.BindDate(Open(), (ulong)index, TimeFormat.ToDays(value)));

    /// <summary>A UUID.</summary>
    public DuckDbStatement Bind(int index, Guid value) => BindAndDestroy(index, NativeValues.Uuid(value));

    /// <summary>A VARCHAR[], to be used as <c>= ANY(?)</c> or <c>unnest(?)</c>; a null in it is NULL.</summary>
    public DuckDbStatement Bind(int index, IReadOnlyCollection<string?> values) =>
        BindAndDestroy(index, NativeValues.List(DuckDbType.Varchar, values, NativeValues.Varchar));

    /// <summary>A BIGINT[].</summary>
    public DuckDbStatement Bind(int index, IReadOnlyCollection<long> values) =>
        BindAndDestroy(index, NativeValues.List(DuckDbType.BigInt, values, NativeMethods.CreateInt64));

    /// <summary>A UUID[].</summary>
    public DuckDbStatement Bind(int index, IReadOnlyCollection<Guid> values) =>
        BindAndDestroy(index, NativeValues.List(DuckDbType.Uuid, values, NativeValues.Uuid));

    /// <summary>Binds by the value's own type, for callers that hold <c>object</c>s.</summary>
    /// <exception cref="ArgumentException">There is no <c>Bind</c> for the type.</exception>
    public DuckDbStatement BindValue(int index, object? value) => value switch
    {
        null or DBNull => BindNull(index),
        string text => Bind(index, text),
        bool truth => Bind(index, truth),
        byte number => Bind(index, (int)number),
        short number => Bind(index, (int)number),
        ushort number => Bind(index, (int)number),
        int number => Bind(index, number),
        long number => Bind(index, number),
        uint number => Bind(index, number),
        ulong number => Bind(index, number),
        float number => Bind(index, (double)number),
        double number => Bind(index, number),
        decimal number => Bind(index, number),
        DateTime time => Bind(index, time),
        DateTimeOffset time => Bind(index, time.UtcDateTime),
        DateOnly date => Bind(index, date),
        Guid id => Bind(index, id),
        IReadOnlyCollection<string?> texts => Bind(index, texts),
        IReadOnlyCollection<long> numbers => Bind(index, numbers),
        IReadOnlyCollection<Guid> ids => Bind(index, ids),
        _ => throw new ArgumentException($"A {value.GetType()} cannot be bound; convert it to one of the types that Bind takes.", nameof(value)),
    };

    /// <summary>Forgets all values.</summary>
    public void ClearBindings() => NativeMethods.ClearBindings(Open());

    /// <summary>Runs the statement to its end and returns the rows changed, 0 where it is no INSERT, UPDATE or DELETE.</summary>
    public long Execute()
    {
        ThrowIfDisposed();
        _connection.OpenStream = null;
        using var result = new ResultHandle(_connectionHandle);
        Execution.Run(_connectionHandle, _handle, result, isStream: false);
        return checked((long)NativeMethods.RowsChanged(result));
    }

    /// <summary>Starts the statement; rows are computed as they are read, and a later error comes out of <see cref="DuckDbResult.NextChunk"/>.</summary>
    public DuckDbResult Query()
    {
        ThrowIfDisposed();
        _connection.OpenStream = null;
        var result = new ResultHandle(_connectionHandle);
        try
        {
            Execution.Run(_connectionHandle, _handle, result, isStream: true);
            _connection.OpenStream = result;
            return new DuckDbResult(_connection, result);
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    public void Dispose() => _handle.Dispose();

    private StatementHandle Open()
    {
        ThrowIfDisposed();
        return _handle;
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);

    private DuckDbStatement Bound(int index, NativeState state)
    {
        if (state == NativeState.Success)
            return this;
        var text = NativeText.Read(NativeMethods.PrepareError(_handle));
        throw new DuckDbException(text.Length > 0 ? text : $"Invalid Input Error: The value of parameter {index} cannot be bound.");
    }

    private DuckDbStatement BindAndDestroy(int index, nint value)
    {
        try
        {
            return Bound(index, NativeMethods.BindValue(Open(), (ulong)index, value));
        }
        finally
        {
            NativeMethods.DestroyValue(ref value);
        }
    }
}
