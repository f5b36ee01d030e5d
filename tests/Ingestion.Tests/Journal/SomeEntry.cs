using Footfall.Events;
using Footfall.Ingestion.Journal;

namespace Footfall.Ingestion.Tests.Journal;

/// <summary>Entries whose events can be told apart by their ids, which carry a number.</summary>
internal static class SomeEntry
{
    public static readonly DateTime Received = new(2026, 3, 14, 15, 9, 26, 535, DateTimeKind.Utc);

    public static JournalEntry With(params int[] numbers) => For(1, Received, numbers);

    public static JournalEntry For(int project, DateTime received, params int[] numbers) => new()
    {
        Project = new ProjectNumber(project),
        ReceivedAt = received,
        Events = [.. numbers.Select(number => Event(project, received, number))],
    };

    public static JournalEntry Large(int number, int bytes)
    {
        var entry = With(number);
        entry.Events[0].Title = new string('x', bytes);
        return entry;
    }

    public static JournalEntry OnlyDrops(DropReason reason, int count) => new()
    {
        Project = new ProjectNumber(1),
        ReceivedAt = Received,
        Drops = [new DropCount(reason, count)],
    };

    public static Guid Id(int number) => new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static int NumberOf(Event item) => BitConverter.ToInt32(item.Id.ToByteArray());

    private static Event Event(int project, DateTime received, int number) => new()
    {
        Project = new ProjectNumber(project),
        Id = Id(number),
        Time = received.AddSeconds(-2),
        ReceivedAt = received,
        Name = "pageview",
        Visitor = new VisitorId((ulong)number),
        Hostname = "example.org",
        Path = "/articles/" + number,
        Client = new Client("Firefox", "131", "Linux", null, "Desktop"),
        Place = new Place("DE", "BE", "Berlin"),
        Props = [new("plan", "pro")],
    };
}
