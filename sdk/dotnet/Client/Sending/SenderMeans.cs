using Footfall.Client.Routes;

namespace Footfall.Client.Sending;

/// <summary>What a sender needs of the world; all of it can be a test's own.</summary>
internal sealed record SenderMeans(Route Route, IFootfallTransport Transport, IOutbox Outbox, Books Books, ClientMeters Meters, Voice Voice, TimeProvider Time)
{
    public required TimeSpan FlushInterval { get; init; }

    public required int MaxQueue { get; init; }

    public required TimeSpan RequestTimeout { get; init; }

    public required TimeSpan ShutdownTimeout { get; init; }

    /// <summary>Nothing may leave now: an answer is awaited.</summary>
    public Func<bool> Held { get; init; } = static () => false;
}
