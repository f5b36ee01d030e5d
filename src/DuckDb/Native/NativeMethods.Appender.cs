using System.Runtime.InteropServices;

namespace Footfall.DuckDb.Native;

internal static unsafe partial class NativeMethods
{
    /// <summary>The appender must be destroyed also when this fails.</summary>
    /// <param name="schema">Null is the current one.</param>
    [LibraryImport(Library, EntryPoint = "duckdb_appender_create", StringMarshalling = StringMarshalling.Utf8)]
    public static partial NativeState AppenderCreate(ConnectionHandle connection, string? schema, string table, out nint appender);

    [LibraryImport(Library, EntryPoint = "duckdb_appender_add_column", StringMarshalling = StringMarshalling.Utf8)]
    public static partial NativeState AppenderAddColumn(AppenderHandle appender, string name);

    [LibraryImport(Library, EntryPoint = "duckdb_appender_column_count")]
    public static partial ulong AppenderColumnCount(AppenderHandle appender);

    /// <summary>The caller destroys the type.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_appender_column_type")]
    public static partial nint AppenderColumnType(AppenderHandle appender, ulong column);

    /// <summary>Copies the chunk's rows; it writes them to the table whenever some 200,000 have gathered.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_append_data_chunk")]
    public static partial NativeState AppendDataChunk(AppenderHandle appender, nint chunk);

    [LibraryImport(Library, EntryPoint = "duckdb_appender_flush")]
    public static partial NativeState AppenderFlush(AppenderHandle appender);

    /// <summary>Forgets the rows that were not flushed.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_appender_clear")]
    public static partial NativeState AppenderClear(nint appender);

    /// <summary>Flushes what is left and destroys the appender, whether or not that succeeds.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_appender_destroy")]
    public static partial NativeState AppenderDestroy(ref nint appender);

    /// <summary>The caller destroys the error.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_appender_error_data")]
    public static partial nint AppenderErrorData(AppenderHandle appender);

    [LibraryImport(Library, EntryPoint = "duckdb_error_data_message")]
    public static partial nint ErrorDataMessage(nint error);

    [LibraryImport(Library, EntryPoint = "duckdb_error_data_error_type")]
    public static partial DuckDbErrorType ErrorDataType(nint error);

    [LibraryImport(Library, EntryPoint = "duckdb_destroy_error_data")]
    public static partial void DestroyErrorData(ref nint error);

    /// <summary>Copies the types; each column has room for <see cref="VectorSize"/> rows.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_create_data_chunk")]
    public static partial nint CreateDataChunk(nint* types, ulong count);

    [LibraryImport(Library, EntryPoint = "duckdb_data_chunk_set_size")]
    public static partial void DataChunkSetSize(nint chunk, ulong rows);

    /// <summary>Empties the chunk for further use. Pointers into it have to be fetched anew.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_data_chunk_reset")]
    public static partial void DataChunkReset(nint chunk);

    /// <summary>Makes room; the pointers of the child vector have to be fetched anew.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_list_vector_reserve")]
    public static partial NativeState ListVectorReserve(nint vector, ulong capacity);

    [LibraryImport(Library, EntryPoint = "duckdb_list_vector_set_size")]
    public static partial NativeState ListVectorSetSize(nint vector, ulong size);

    [LibraryImport(Library, EntryPoint = "duckdb_vector_ensure_validity_writable")]
    public static partial void VectorEnsureValidity(nint vector);
}
