using Footfall.Client.Events;

namespace Footfall.Client.Sending;

/// <summary>What goes in one request, and is sent again until somebody has it: events, or an envelope of them.</summary>
/// <param name="Id">In the order of their ids, parcels are in the order of their making.</param>
/// <param name="Count">How many events are in it.</param>
/// <param name="Events">Null where they are in an envelope.</param>
/// <param name="Envelope">Sealed once, and the same bytes each time, by which the server knows them again.</param>
/// <param name="Inside">What lies in the envelope, for people; on no disk.</param>
/// <param name="InMemory">It counts against what may wait in memory. Without: it was read from a disk.</param>
internal sealed record Parcel(string Id, DateTimeOffset MadeAt, int Count, IReadOnlyList<QueuedEvent>? Events, byte[]? Envelope, byte[]? Inside, bool InMemory)
{
    /// <summary>The server knows a repeated event for eight days, and takes no time before the last seven: what is older would be counted wrongly.</summary>
    public static TimeSpan LongestLife { get; } = TimeSpan.FromDays(7);

    public int Attempts { get; set; }

    public long Bytes => Events?.Sum(one => (long)one.Json.Length) ?? (Envelope?.Length ?? 0) + (Inside?.Length ?? 0);
}
