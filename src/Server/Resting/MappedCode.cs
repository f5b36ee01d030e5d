using System.Globalization;

namespace Footfall.Server.Resting;

/// <summary>
/// Code of libraries: much of it ran at the start only. Its pages are the files', so they can go at any time; those that are needed come back one by one, from the
/// kernel's cache as a rule. Libraries are never unloaded here, so a mapping that was read of is still the same when it is let go.
/// </summary>
internal static class MappedCode
{
    private const string Mappings = "/proc/self/smaps";

    /// <summary>Lets all of it go and returns the bytes that the mappings had in memory.</summary>
    public static long LetGo()
    {
        var bytes = 0L;
        foreach (var mapping in Parse(File.ReadLines(Mappings)).ToList())
        {
            if (NativeMemoryCalls.TryDiscard((nuint)mapping.Start, (nuint)mapping.Length)) bytes += mapping.ResidentBytes;
        }

        return bytes;
    }

    /// <summary>The mappings of libraries' code that the process has not written to (a debugger does, for example).</summary>
    internal static IEnumerable<CodeMapping> Parse(IEnumerable<string> lines)
    {
        CodeMapping? current = null;
        foreach (var line in lines)
        {
            if (IsHeader(line, out var code)) current = code;
            else if (current is not null && Kilobytes(line, "Rss:") is { } resident) current = current with { ResidentBytes = resident * 1024 };
            // The last of the lines that matter.
            else if (current is not null && Kilobytes(line, "Private_Dirty:") is { } dirty)
            {
                if (dirty == 0 && current.ResidentBytes > 0) yield return current;
                current = null;
            }
        }
    }

    /// <param name="code">The mapping that the line begins, where it is of code.</param>
    private static bool IsHeader(string line, out CodeMapping? code)
    {
        code = null;
        var words = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 5 || words[0].Split('-') is not [var from, var to]) return false;
        if (!TryAddress(from, out var start) || !TryAddress(to, out var end)) return false;
        if (words.Length == 6 && words[1] == "r-xp" && IsLibrary(words[5])) code = new CodeMapping(start, end - start, words[5], 0);
        return true;
    }

    private static bool IsLibrary(string path)
    {
        var name = Path.GetFileName(path);
        return path.StartsWith('/') && (name.EndsWith(".so", StringComparison.Ordinal) || name.Contains(".so.", StringComparison.Ordinal) || name.EndsWith(".dll", StringComparison.Ordinal));
    }

    private static bool TryAddress(string text, out ulong address) => ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out address);

    private static long? Kilobytes(string line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal) && long.TryParse(line.AsSpan(name.Length).Trim().TrimEnd("kB").Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
