namespace Footfall.Cli.Import;

/// <summary>What is to be imported, and how.</summary>
internal sealed record ImportOrder
{
    public required string Format { get; init; }

    public required string File { get; init; }

    public string? Key { get; init; }

    public string? Hostname { get; init; }

    public bool IsDry { get; init; }

    public bool Follows { get; init; }

    public bool Restarts { get; init; }

    public bool IsPacked => File.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>The file may be longer the next time it is read.</summary>
    public bool Grows => Format == "access-log" && !IsPacked;

    /// <summary>Null, or why it cannot be done.</summary>
    public string? Check()
    {
        if (!IsDry && Key is null) return "Name the project by --key, or look first what would be sent by --dry-run.";
        if (Follows && Format != "access-log") return "Only an access-log can be followed.";
        if (Follows && (IsDry || IsPacked)) return "Only a log that is being written can be followed, and not in a dry run.";
        return Hostname is not null && Uri.CheckHostName(Hostname) == UriHostNameType.Unknown ? "--hostname takes a name such as example.org." : null;
    }

    public IImportFormat Reader() => Format switch
    {
        "access-log" => new AccessLog(Hostname, Follows),
        "umami" => new Umami(Hostname),
        "ga4" => new Ga4(),
        "matomo" => new Matomo(),
        _ => throw new ArgumentOutOfRangeException(nameof(Format), Format, "Name the new format here."),
    };
}
