using Footfall.DuckDb;

namespace Footfall.Storage.Events;

/// <summary>Turns DuckDB's errors, which say what happened, into ours, which say what to do.</summary>
internal static class StoreFaults
{
    private static readonly (string Text, EventStoreFault Fault)[] Signs =
    [
        ("No space left", EventStoreFault.DiskFull),
        ("Disk quota exceeded", EventStoreFault.DiskFull),
        ("File too large", EventStoreFault.DiskFull),
        ("Could not set lock", EventStoreFault.Locked),
        ("Conflicting lock", EventStoreFault.Locked),
        ("Permission denied", EventStoreFault.ReadOnly),
        ("Read-only file system", EventStoreFault.ReadOnly),
        ("read-only mode", EventStoreFault.ReadOnly),
        ("Access to the path", EventStoreFault.ReadOnly),
        ("not a valid DuckDB", EventStoreFault.Damaged),
        ("orrupt", EventStoreFault.Damaged),
        ("checksum", EventStoreFault.Damaged),
        ("newer version of DuckDB", EventStoreFault.Newer),
        ("newer DuckDB version", EventStoreFault.Newer),
    ];

    public static EventStoreUnavailableException Explain(Exception e, string path)
    {
        var fault = FaultOf(e);
        return new EventStoreUnavailableException($"{Sentence(fault, path)} ({FirstLine(e.Message)})", e) { Fault = fault };
    }

    private static EventStoreFault FaultOf(Exception e)
    {
        if (e is DuckDbException { ErrorType: DuckDbErrorType.OutOfMemory })
            return EventStoreFault.OutOfMemory;
        foreach (var (text, fault) in Signs)
        {
            if (e.Message.Contains(text, StringComparison.Ordinal))
                return fault;
        }

        return e is UnauthorizedAccessException ? EventStoreFault.ReadOnly : EventStoreFault.Other;
    }

    private static string Sentence(EventStoreFault fault, string path) => fault switch
    {
        EventStoreFault.Locked => $"Another program has {path} open: stop it (a second server, or a DuckDB shell), and this one will go on by itself.",
        EventStoreFault.ReadOnly => $"{path} cannot be written: give the server's user write access to it and to its directory.",
        EventStoreFault.DiskFull => $"The disk that holds {path} is full: free some space, and what waits in the journal will be stored.",
        EventStoreFault.Damaged => $"{path} is damaged or no event store: move it away together with its .wal file and restore both from a backup.",
        EventStoreFault.Newer => $"{path} was written by a newer program: start that version, or restore a backup made by this one.",
        EventStoreFault.OutOfMemory => $"There was not enough memory for a commit to {path}: raise the store's memory limit.",
        _ => $"{path} cannot be used now: see the cause below; the call may be repeated.",
    };

    private static string FirstLine(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }
}
