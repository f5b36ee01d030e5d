using Footfall.DuckDb.Appending;

namespace Footfall.DuckDb;

/// <summary>
/// The row that an appender is at: a value for each column, in order, then <see cref="EndRow"/>. The same object serves all rows. A value that does not fit
/// its column throws at once, and the row is then dropped by the next <see cref="DuckDbAppender.CreateRow"/>. Integers go into any integer, DOUBLE or
/// DECIMAL column that holds them.
/// </summary>
public sealed class DuckDbAppenderRow
{
    private readonly DuckDbAppender _appender;
    private readonly VectorWriter[] _columns;
    private int _row = -1;
    private int _column;

    internal DuckDbAppenderRow(DuckDbAppender appender, VectorWriter[] columns)
    {
        _appender = appender;
        _columns = columns;
    }

    /// <summary>True while a row was begun and not ended.</summary>
    internal bool IsOpen => _row >= 0;

    public DuckDbAppenderRow AppendNullValue()
    {
        Next().WriteNull(_row);
        return Advance();
    }

    public DuckDbAppenderRow AppendValue(bool? value)
    {
        if (value is not { } given)
            return AppendNullValue();
        Next().WriteBoolean(_row, given);
        return Advance();
    }

    public DuckDbAppenderRow AppendValue(int? value)
    {
        if (value is not { } given)
            return AppendNullValue();
        Next().WriteInteger(_row, (long)given);
        return Advance();
    }

    public DuckDbAppenderRow AppendValue(uint? value)
    {
        if (value is not { } given)
            return AppendNullValue();
        Next().WriteInteger(_row, (long)given);
        return Advance();
    }

    public DuckDbAppenderRow AppendValue(long? value)
    {
        if (value is not { } given)
            return AppendNullValue();
        Next().WriteInteger(_row, given);
        return Advance();
    }

    public DuckDbAppenderRow AppendValue(ulong? value)
    {
        if (value is not { } given)
            return AppendNullValue();
        Next().WriteInteger(_row, given);
        return Advance();
    }

    public DuckDbAppenderRow AppendValue(double? value)
    {
        if (value is not { } given)
            return AppendNullValue();
        Next().WriteDouble(_row, given);
        return Advance();
    }

    /// <summary>Digits beyond the column's scale are rounded half away from zero, as an INSERT does.</summary>
    /// <exception cref="OverflowException">The value has too many digits before the point.</exception>
    public DuckDbAppenderRow AppendValue(decimal? value)
    {
        if (value is not { } given)
            return AppendNullValue();
        Next().WriteDecimal(_row, given);
        return Advance();
    }

    public DuckDbAppenderRow AppendValue(Guid? value)
    {
        if (value is not { } given)
            return AppendNullValue();
        Next().WriteGuid(_row, given);
        return Advance();
    }

    /// <exception cref="ArgumentException">The time is not marked as UTC.</exception>
    public DuckDbAppenderRow AppendValue(DateTime? utc)
    {
        if (utc is not { } given)
            return AppendNullValue();
        Next().WriteTime(_row, given);
        return Advance();
    }

    public DuckDbAppenderRow AppendValue(DateOnly? value)
    {
        if (value is not { } given)
            return AppendNullValue();
        Next().WriteDate(_row, given);
        return Advance();
    }

    /// <summary>A lone surrogate becomes U+FFFD.</summary>
    public DuckDbAppenderRow AppendValue(string? value)
    {
        if (value is null)
            return AppendNullValue();
        Next().WriteString(_row, value);
        return Advance();
    }

    /// <exception cref="ArgumentException">The bytes are not UTF-8.</exception>
    public DuckDbAppenderRow AppendValue(ReadOnlySpan<byte> utf8)
    {
        Next().WriteUtf8(_row, utf8);
        return Advance();
    }

    /// <summary>A BLOB.</summary>
    public DuckDbAppenderRow AppendBlob(ReadOnlySpan<byte> bytes)
    {
        Next().WriteBlob(_row, bytes);
        return Advance();
    }

    /// <summary>A MAP(VARCHAR, VARCHAR); its values may be null, its keys must differ.</summary>
    public DuckDbAppenderRow AppendValue(IReadOnlyList<KeyValuePair<string, string>>? map)
    {
        if (map is null)
            return AppendNullValue();
        Next().WriteMap(_row, map);
        return Advance();
    }

    /// <summary>A MAP(VARCHAR, DOUBLE); its keys must differ.</summary>
    public DuckDbAppenderRow AppendValue(IReadOnlyList<KeyValuePair<string, double>>? map)
    {
        if (map is null)
            return AppendNullValue();
        Next().WriteMap(_row, map);
        return Advance();
    }

    /// <summary>Completes the row; with the last one of a chunk the chunk is handed to DuckDB.</summary>
    /// <exception cref="InvalidOperationException">Not every column was given a value.</exception>
    /// <exception cref="DuckDbException">DuckDB refused the rows gathered so far; the appender takes no more.</exception>
    public void EndRow()
    {
        if (!IsOpen || _column != _columns.Length)
            throw new InvalidOperationException($"The row has {_column} values; the appender has {_columns.Length} columns.");
        _row = -1;
        _appender.RowEnded();
    }

    internal DuckDbAppenderRow Begin(int row)
    {
        _row = row;
        _column = 0;
        return this;
    }

    /// <summary>Refuses all values until the next row is begun.</summary>
    internal void Drop() => _row = -1;

    private VectorWriter Next()
    {
        if (!IsOpen)
            throw new InvalidOperationException("The row is ended or its appender is disposed; call CreateRow.");
        return _column < _columns.Length
            ? _columns[_column]
            : throw new InvalidOperationException($"The appender has {_columns.Length} columns, and the row has a value for each.");
    }

    /// <summary>After the write, so that this object, and with it the memory written to, is reachable until then.</summary>
    private DuckDbAppenderRow Advance()
    {
        _column++;
        return this;
    }
}
