namespace Footfall.Storage.Events;

/// <summary>Why an event store cannot be used.</summary>
public enum EventStoreFault
{
    /// <summary>Something else; the inner exception says what.</summary>
    Other,

    /// <summary>Another program has the file open.</summary>
    Locked,

    /// <summary>The file or its directory cannot be written.</summary>
    ReadOnly,

    DiskFull,

    /// <summary>The file is no database, or damaged.</summary>
    Damaged,

    /// <summary>The data was written by a newer program.</summary>
    Newer,

    OutOfMemory,
}
