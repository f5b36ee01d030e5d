namespace Footfall.DuckDb.Native;

internal sealed class DatabaseHandle() : DuckDbHandle(null)
{
    protected override void Destroy(nint native) => NativeMethods.Close(ref native);
}
