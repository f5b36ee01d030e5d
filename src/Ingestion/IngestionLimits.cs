namespace Footfall.Ingestion;

/// <summary>How much a request and an event may carry. All are settings.</summary>
public sealed record IngestionLimits
{
    /// <summary>Bytes of a body, after decompression and before.</summary>
    public int BodyBytes { get; init; } = 1024 * 1024;

    /// <summary>Memory that all bodies together may take while they are received and read, before and after decompression; beyond it a request is asked to come again.</summary>
    public long BodiesInFlightBytes { get; init; } = 128L * 1024 * 1024;

    /// <summary>The time that a body may take to arrive.</summary>
    public TimeSpan BodyTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Requests with <c>wait=stored</c> that wait at once; beyond them one is answered as soon as it is durable, with <c>"stored":false</c>.</summary>
    public int WaitingForStored { get; init; } = 256;

    public int EventsInBatch { get; init; } = 1000;

    public int PropsOfEvent { get; init; } = 64;

    /// <summary>Characters of a value; a longer one is cut and ends with <c>…</c>.</summary>
    public int ValueLength { get; init; } = 2048;

    /// <summary>Characters of an event's name; a longer one is refused.</summary>
    public int NameLength { get; init; } = 120;

    /// <summary>Characters of a prop's name; a longer one is cut and ends with <c>…</c>.</summary>
    public int PropNameLength { get; init; } = 200;

    /// <summary>Levels of objects within an event's props.</summary>
    public int PropDepth { get; init; } = 5;

    /// <summary>Props of a request's context. They are copied to each of its events, so a small body could become a large one.</summary>
    public int PropsOfContext { get; init; } = 16;

    /// <summary>Characters of a value of a context's prop; a longer one is cut and ends with <c>…</c>.</summary>
    public int ContextValueLength { get; init; } = 256;
}
