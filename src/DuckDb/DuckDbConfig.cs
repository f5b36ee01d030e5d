using System.Globalization;

namespace Footfall.DuckDb;

/// <summary>
/// How a database is opened. Extensions are neither installed nor loaded on their own unless that is asked for: nothing is ever fetched because a query
/// happened to name a function.
/// </summary>
public sealed record DuckDbConfig
{
    /// <summary>Worker threads, the caller's included; null leaves it to DuckDB, which takes one a core.</summary>
    public int? Threads { get; init; }

    /// <summary>In bytes; null leaves it to DuckDB, which takes 80 % of the machine's memory.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>Where what does not fit in memory is spilled; null is DuckDB's default, a folder beside the file.</summary>
    public string? TempDirectory { get; init; }

    public DuckDbAccessMode AccessMode { get; init; }

    /// <summary>Lets DuckDB fetch and load extensions that a query needs.</summary>
    public bool AutomaticExtensions { get; init; }

    /// <summary>False forbids SQL to read or write any file but the database and to attach others. Cannot be turned on again while open.</summary>
    public bool ExternalAccess { get; init; } = true;

    /// <summary>Any other option, by DuckDB's name; an unknown name is refused at opening.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>DuckDB's names and values; <see cref="Options"/> come last and win.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Settings()
    {
        if (Threads is { } threads)
            yield return new("threads", threads.ToString(CultureInfo.InvariantCulture));
        if (MemoryLimit is { } bytes)
            yield return new("memory_limit", bytes.ToString(CultureInfo.InvariantCulture) + "B");
        if (TempDirectory is not null)
            yield return new("temp_directory", TempDirectory);
        yield return new("access_mode", AccessMode == DuckDbAccessMode.ReadOnly ? "READ_ONLY" : "READ_WRITE");
        yield return new("autoinstall_known_extensions", AutomaticExtensions ? "true" : "false");
        yield return new("autoload_known_extensions", AutomaticExtensions ? "true" : "false");
        if (!ExternalAccess)
            yield return new("enable_external_access", "false");
        foreach (var option in Options)
            yield return option;
    }
}
