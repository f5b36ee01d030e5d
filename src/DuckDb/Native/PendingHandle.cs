namespace Footfall.DuckDb.Native;

/// <summary>A statement that was begun and is run task by task.</summary>
internal sealed class PendingHandle(ConnectionHandle connection) : DuckDbHandle(connection)
{
    protected override void Destroy(nint native) => NativeMethods.DestroyPending(ref native);
}
