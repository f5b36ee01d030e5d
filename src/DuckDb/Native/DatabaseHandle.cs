namespace Footfall.DuckDb.Native;

internal sealed class DatabaseHandle(OpenFile? file) : DuckDbHandle(null)
{
    protected override void Destroy(nint native) => NativeMethods.Close(ref native);

    protected override void Released() => file?.Leave();
}
