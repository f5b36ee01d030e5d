using Footfall.Client.Events;
using Footfall.Client.Sending;

namespace Footfall.Client.Routes;

/// <summary>How events become requests. Of the sender's loop alone.</summary>
internal abstract class Route
{
    /// <summary>Most events of one request.</summary>
    public abstract int MostEvents { get; }

    /// <summary>Most bytes of events in one request, as JSON.</summary>
    public virtual int MostBytes => Surroundings.MostBytes;

    /// <summary>Whether <see cref="Pack"/> may be called.</summary>
    public virtual bool Ready => true;

    /// <summary>Asks the server for what packing needs.</summary>
    public virtual ValueTask<Verdict> PrepareAsync(Func<TransportRequest, ValueTask<TransportAnswer?>> ask) => ValueTask.FromResult<Verdict>(Verdict.Accepted.Whole);

    /// <summary>Null where the events together are too large.</summary>
    public abstract Parcel? Pack(IReadOnlyList<QueuedEvent> events);

    public abstract TransportRequest Request(Parcel parcel);

    /// <summary>What lies in the request, for people.</summary>
    public virtual ReadOnlyMemory<byte> Readable(Parcel parcel, TransportRequest request) => request.Body;

    /// <summary>What the answer to a parcel means; other servers answer in other words.</summary>
    public virtual Verdict Judge(TransportAnswer? answer, DateTimeOffset now) => Sending.Judge.Of(answer, now);

    /// <summary>The server did not want a parcel, and said why.</summary>
    public virtual void Unwanted(string reason)
    {
    }
}
