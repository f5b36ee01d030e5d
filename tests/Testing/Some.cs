using Footfall.Events;

namespace Footfall.Testing;

/// <summary>Valid things for tests that care about one thing at a time: what is not said does not matter.</summary>
public static class Some
{
    /// <summary>The moment at which a <see cref="FakeClock"/> starts.</summary>
    public static DateTime Now { get; } = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);

    public static ProjectNumber Project { get; } = new(1);

    /// <summary>A pageview of a person in an anonymous project, received as it happened.</summary>
    /// <param name="minutes">After <see cref="Now"/>.</param>
    /// <param name="visitor">Null for an event without a visitor.</param>
    public static Event Event(
        double minutes = 0,
        ulong? visitor = 1,
        string name = EventNames.Pageview,
        string? path = "/",
        Guid? id = null,
        int project = 1,
        string? session = null,
        string? clientVisitor = null,
        string? bot = null,
        DateTime? receivedAt = null)
    {
        var time = Now.AddMinutes(minutes);
        return new Event
        {
            Project = new ProjectNumber(project),
            Id = id ?? Guid.CreateVersion7(new DateTimeOffset(time)),
            Time = time,
            ReceivedAt = receivedAt ?? time,
            Name = name,
            Visitor = visitor is { } known ? new VisitorId(known) : null,
            Session = session,
            ClientVisitor = clientVisitor,
            Hostname = "example.org",
            Path = path,
            BotReason = bot,
        };
    }

    /// <summary>A project of the given number.</summary>
    public static Project ProjectNumbered(int number = 1, TrustMode mode = TrustMode.Anonymous) => new()
    {
        Id = new ProjectId(Guid.CreateVersion7()),
        Number = new ProjectNumber(number),
        Key = $"ff_key{number}",
        Name = $"Project {number}",
        Mode = mode,
    };

    /// <summary>An envelope that nobody can open, told apart by its number.</summary>
    public static SealedEnvelope Envelope(int number, int project = 1, DateTime? hour = null, int bytes = 200, ulong epoch = 1) => new()
    {
        Project = new ProjectNumber(project),
        Epoch = new EpochId(epoch),
        Hour = hour ?? Now,
        Id = new EnvelopeId((UInt128)number << 96, (UInt128)number),
        // Not text, so that nothing on the way may take it for some.
        Bytes = Enumerable.Range(number, bytes).Select(n => (byte)(n | 0x80)).ToArray(),
        Note = new byte[] { 0xFF, (byte)number },
    };

    /// <summary>An epoch that nobody can open and that does not end soon; for tests that seal, give the key.</summary>
    public static Epoch Epoch(int project = 1, ulong id = 1, ReadOnlyMemory<byte> publicKey = default, DateTime? notAfter = null) => new()
    {
        Project = new ProjectNumber(project),
        Id = new EpochId(id),
        PublicKey = publicKey,
        NotAfter = notAfter ?? Now.AddYears(100),
        Statement = new byte[] { 1 },
        Signature = new byte[] { 2 },
        RootKey = new byte[] { 3 },
    };
}
