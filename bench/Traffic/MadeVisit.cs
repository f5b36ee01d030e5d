using Footfall.Events;

namespace Footfall.Bench.Traffic;

/// <summary>A visit that is going on. Ids are UUIDv7s of the event's time, as the tracker makes them.</summary>
internal sealed class MadeVisit(ProjectNumber project, DateTime start)
{
    private (string Path, string Title) page;
    private string? referrer;
    private bool isOnPage;

    public DateTime? ReceivedAt { get; init; }

    public required VisitorId Visitor { get; init; }

    public required Acquisition Acquisition { get; init; }

    public required Events.Client Client { get; init; }

    public required (ushort Width, ushort Height) Screen { get; init; }

    public required Place Place { get; init; }

    public required string Language { get; init; }

    public string? BotReason { get; init; }

    public int PagesLeft { get; set; }

    /// <summary>When the next event happens.</summary>
    public DateTime Next { get; private set; } = start;

    public bool IsOver => PagesLeft == 0 && !isOnPage;

    public Event Take(Random random) => isOnPage ? LeaveOrSignUp(random) : Enter(random);

    private Event Enter(Random random)
    {
        page = MadeSite.Pages[(int)(Math.Pow(random.NextDouble(), 3) * MadeSite.Pages.Count)];
        var entered = Made("pageview", random);
        referrer = MadeSite.Hostname + page.Path;
        (isOnPage, PagesLeft) = (true, PagesLeft - 1);
        Wait(random, 40);
        return entered;
    }

    private Event LeaveOrSignUp(Random random)
    {
        if (random.Next(60) == 0)
        {
            var done = Made("account.created", random);
            done.Props = [new("plan", random.Next(3) == 0 ? "team" : "single"), new("seats", "3")];
            done.Numbers = [new("seats", 3)];
            Wait(random, 5);
            return done;
        }

        var left = Made("page_leave", random);
        (left.EngagementMs, left.ScrollDepth) = ((uint)random.Next(1_000, 90_000), (byte)random.Next(5, 101));
        isOnPage = false;
        Wait(random, 1);
        return left;
    }

    private void Wait(Random random, double seconds) => Next += TimeSpan.FromMilliseconds(Math.Round(-Math.Log(1 - random.NextDouble()) * seconds * 1000));

    private Event Made(string name, Random random)
    {
        var time = new DateTime(Next.Ticks - (Next.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
        return new Event
        {
            Project = project,
            Id = Id(time, random),
            Time = time,
            ReceivedAt = ReceivedAt ?? time,
            Name = name,
            Visitor = Visitor,
            Hostname = MadeSite.Hostname,
            Path = page.Path,
            Title = page.Title,
            Referrer = referrer ?? Acquisition.Referrer,
            Acquisition = referrer is null ? Acquisition : Acquisition.Direct,
            Client = Client,
            Place = Place,
            Language = Language,
            ScreenWidth = Screen.Width,
            ScreenHeight = Screen.Height,
            BotReason = BotReason,
            Library = "footfall.js/0.1.0",
        };
    }

    private static Guid Id(DateTime time, Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, (new DateTimeOffset(time).ToUnixTimeMilliseconds() << 16) | 0x7000 | (uint)(bytes[7] | (bytes[6] & 0xf) << 8));
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
