using System.Runtime.InteropServices;

namespace Footfall.Server.Resting;

/// <summary>Linux's calls about memory that .NET does not offer.</summary>
internal static partial class NativeMemoryCalls
{
    private const int DontNeed = 4;

    /// <summary>Returns what the C library's allocator holds and nobody uses.</summary>
    public static void Trim()
    {
        try
        {
            _ = MallocTrim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // musl has no such call, and holds on to less.
        }
    }

    /// <summary>Takes a range of a file's mapping out of memory; the next use brings each page back as the file has it. What was written to it would be lost.</summary>
    public static bool TryDiscard(nuint start, nuint length) => MAdvise(start, length, DontNeed) == 0;

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int MallocTrim(nuint pad);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int MAdvise(nuint start, nuint length, int advice);
}
