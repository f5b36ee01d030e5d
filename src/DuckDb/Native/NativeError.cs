namespace Footfall.DuckDb.Native;

internal static class NativeError
{
    public static DuckDbException Of(ResultHandle result) =>
        new(NativeText.Read(NativeMethods.ResultError(result)), NativeMethods.ResultErrorType(result));
}
