namespace Footfall.DuckDb.Native;

internal static class NativeError
{
    public static DuckDbException Of(ResultHandle result) =>
        new(NativeText.Read(NativeMethods.ResultError(result)), NativeMethods.ResultErrorType(result));

    public static DuckDbException Of(AppenderHandle appender)
    {
        var error = NativeMethods.AppenderErrorData(appender);
        try
        {
            return new DuckDbException(NativeText.Read(NativeMethods.ErrorDataMessage(error)), NativeMethods.ErrorDataType(error));
        }
        finally
        {
            NativeMethods.DestroyErrorData(ref error);
        }
    }
}
