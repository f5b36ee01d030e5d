namespace Footfall.Events;

/// <summary>
/// One sealed message on its way to the key holders, with what the server knew of it in flight, sealed as well. There is no place here for an address, a user
/// agent or a time finer than an hour.
/// </summary>
public sealed record SealedEnvelope
{
    private readonly DateTime hour;

    public required ProjectNumber Project { get; init; }

    public required EpochId Epoch { get; init; }

    /// <summary>The UTC hour of receipt.</summary>
    /// <exception cref="ArgumentException">The time is no whole hour of UTC.</exception>
    public required DateTime Hour
    {
        get => hour;
        init => hour = value.Kind == DateTimeKind.Utc && value.Ticks % TimeSpan.TicksPerHour == 0
            ? value : throw new ArgumentException("An envelope knows the hour in which it came and nothing finer.", nameof(value));
    }

    public required EnvelopeId Id { get; init; }

    /// <summary>As the tracker sent it (docs/formats/sealed.md).</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>Sealed to the same epoch.</summary>
    public required ReadOnlyMemory<byte> Note { get; init; }
}
