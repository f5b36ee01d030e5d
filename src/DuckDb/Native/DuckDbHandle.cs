using System.Runtime.InteropServices;

namespace Footfall.DuckDb.Native;

/// <summary>
/// A native object that keeps its parent open. Disposing the parent first only marks it closed; the native parent goes when its last child goes, in any
/// order, also when the finaliser thread does it.
/// </summary>
internal abstract class DuckDbHandle : SafeHandle
{
    private readonly SafeHandle? _parent;
    private volatile bool _disposed;

    /// <param name="parent">Referenced at once, so a parent that is already closed is refused before anything native is made.</param>
    protected DuckDbHandle(SafeHandle? parent)
        : base(0, ownsHandle: true)
    {
        if (parent is null)
            return;
        var referenced = false;
        try
        {
            parent.DangerousAddRef(ref referenced);
        }
        finally
        {
            if (!referenced)
                SetHandleAsInvalid();
        }

        _parent = parent;
    }

    /// <summary>Never: the parent's reference must be given back also where the native call failed, so <see cref="ReleaseHandle"/> always runs.</summary>
    public sealed override bool IsInvalid => false;

    /// <summary>
    /// Disposed by its owner. <see cref="SafeHandle.IsClosed"/> becomes true only later, when the last child is gone as well and nothing native is left.
    /// </summary>
    public bool IsDisposed => _disposed;

    public void Adopt(nint native) => SetHandle(native);

    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        base.Dispose(disposing);
    }

    protected sealed override bool ReleaseHandle()
    {
        if (handle != 0)
            Destroy(handle);
        handle = 0;
        Released();
        _parent?.DangerousRelease();
        return true;
    }

    /// <summary>Called once, after <see cref="Destroy"/> or where there was nothing to destroy.</summary>
    protected virtual void Released()
    {
    }

    /// <summary>Called once, never with zero.</summary>
    protected abstract void Destroy(nint native);
}
