using System.Runtime.InteropServices;

namespace Footfall.DuckDb.Native;

internal static unsafe partial class NativeMethods
{
    /// <summary>The statement must be destroyed also when this fails.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_prepare", StringMarshalling = StringMarshalling.Utf8)]
    public static partial NativeState Prepare(ConnectionHandle connection, string sql, out nint statement);

    [LibraryImport(Library, EntryPoint = "duckdb_prepare_error")]
    public static partial nint PrepareError(StatementHandle statement);

    [LibraryImport(Library, EntryPoint = "duckdb_destroy_prepare")]
    public static partial void DestroyPrepare(ref nint statement);

    [LibraryImport(Library, EntryPoint = "duckdb_nparams")]
    public static partial ulong ParameterCount(StatementHandle statement);

    [LibraryImport(Library, EntryPoint = "duckdb_clear_bindings")]
    public static partial NativeState ClearBindings(StatementHandle statement);

    /// <summary>The pending result must be destroyed also when this fails.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_pending_prepared")]
    public static partial NativeState PendingPrepared(StatementHandle statement, out nint pending);

    /// <summary>The pending result must be destroyed also when this fails.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_pending_prepared_streaming")]
    public static partial NativeState PendingPreparedStreaming(StatementHandle statement, out nint pending);

    /// <summary>Runs one task of the statement on the calling thread, where there is one that no other thread has taken.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_pending_execute_task")]
    public static partial NativePendingState PendingExecuteTask(PendingHandle pending);

    /// <summary>Runs what is left; an error of an earlier task comes out here.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_execute_pending")]
    public static partial NativeState ExecutePending(PendingHandle pending, ResultHandle result);

    [LibraryImport(Library, EntryPoint = "duckdb_pending_error")]
    public static partial nint PendingError(PendingHandle pending);

    [LibraryImport(Library, EntryPoint = "duckdb_destroy_pending")]
    public static partial void DestroyPending(ref nint pending);

    [LibraryImport(Library, EntryPoint = "duckdb_bind_null")]
    public static partial NativeState BindNull(StatementHandle statement, ulong index);

    [LibraryImport(Library, EntryPoint = "duckdb_bind_boolean")]
    public static partial NativeState BindBoolean(StatementHandle statement, ulong index, [MarshalAs(UnmanagedType.U1)] bool value);

    [LibraryImport(Library, EntryPoint = "duckdb_bind_int32")]
    public static partial NativeState BindInt32(StatementHandle statement, ulong index, int value);

    [LibraryImport(Library, EntryPoint = "duckdb_bind_int64")]
    public static partial NativeState BindInt64(StatementHandle statement, ulong index, long value);

    [LibraryImport(Library, EntryPoint = "duckdb_bind_uint32")]
    public static partial NativeState BindUInt32(StatementHandle statement, ulong index, uint value);

    [LibraryImport(Library, EntryPoint = "duckdb_bind_uint64")]
    public static partial NativeState BindUInt64(StatementHandle statement, ulong index, ulong value);

    [LibraryImport(Library, EntryPoint = "duckdb_bind_double")]
    public static partial NativeState BindDouble(StatementHandle statement, ulong index, double value);

    [LibraryImport(Library, EntryPoint = "duckdb_bind_decimal")]
    public static partial NativeState BindDecimal(StatementHandle statement, ulong index, NativeDecimal value);

    [LibraryImport(Library, EntryPoint = "duckdb_bind_varchar_length")]
    public static partial NativeState BindVarchar(StatementHandle statement, ulong index, byte* utf8, ulong length);

    /// <param name="micros"><c>duckdb_timestamp</c>: microseconds since 1970, a struct of one 64-bit field, which is passed as the field is.</param>
    [LibraryImport(Library, EntryPoint = "duckdb_bind_timestamp")]
    public static partial NativeState BindTimestamp(StatementHandle statement, ulong index, long micros);

    /// <param name="days"><c>duckdb_date</c>: days since 1970.</param>
    [LibraryImport(Library, EntryPoint = "duckdb_bind_date")]
    public static partial NativeState BindDate(StatementHandle statement, ulong index, int days);

    /// <summary>Copies the value.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_bind_value")]
    public static partial NativeState BindValue(StatementHandle statement, ulong index, nint value);

    [LibraryImport(Library, EntryPoint = "duckdb_create_null_value")]
    public static partial nint CreateNullValue();

    [LibraryImport(Library, EntryPoint = "duckdb_create_int64")]
    public static partial nint CreateInt64(long value);

    [LibraryImport(Library, EntryPoint = "duckdb_create_varchar_length")]
    public static partial nint CreateVarchar(byte* utf8, ulong length);

    /// <param name="value">The UUID's 128 bits as they are written, without the flipped bit of the vector format.</param>
    [LibraryImport(Library, EntryPoint = "duckdb_create_uuid")]
    public static partial nint CreateUuid(NativeHugeInt value);

    /// <summary>Copies the elements.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_create_list_value")]
    public static partial nint CreateListValue(nint elementType, nint* values, ulong count);

    [LibraryImport(Library, EntryPoint = "duckdb_destroy_value")]
    public static partial void DestroyValue(ref nint value);
}
