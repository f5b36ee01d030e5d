namespace Footfall.DuckDb.Native;

internal sealed class StatementHandle(ConnectionHandle connection) : DuckDbHandle(connection)
{
    protected override void Destroy(nint native) => NativeMethods.DestroyPrepare(ref native);
}
