namespace Footfall.DuckDb.Native;

internal sealed class ConnectionHandle(DatabaseHandle database) : DuckDbHandle(database)
{
    protected override void Destroy(nint native) => NativeMethods.Disconnect(ref native);
}
