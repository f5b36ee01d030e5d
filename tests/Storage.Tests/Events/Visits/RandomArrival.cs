using Footfall.Events;
using Footfall.Testing;

namespace Footfall.Storage.Tests.Events.Visits;

/// <summary>Random events of few visitors within some hours, in the order they arrive, cut into batches with restarts and idle times between them.</summary>
internal sealed record RandomArrival(int Seed, IReadOnlyList<Event> Events)
{
    private static readonly string[] Names = [EventNames.Pageview, EventNames.Pageview, EventNames.Pageview, "click", EventNames.PageLeave, EventNames.Scroll];
    private static readonly string?[] Sessions = [null, null, null, "a", "b"];
    private static readonly string?[] Sources = [null, "News", "Search"];

    public static RandomArrival Make(int seed)
    {
        var random = new Random(seed);
        // Some visitors have more sessions at once than visits may be open.
        var isFlood = random.Next(4) == 0;
        var events = Enumerable.Range(0, isFlood ? random.Next(40, 90) : random.Next(1, 40)).Select(_ => isFlood ? MakeFlooding(random) : MakeEvent(random)).ToArray();
        // Mostly in order, as life is, or in any order, as imports are.
        if (random.Next(2) == 0)
            Array.Sort(events, (left, right) => left.Time.CompareTo(right.Time));
        for (var swaps = random.Next(4); swaps > 0; swaps--)
        {
            var (one, other) = (random.Next(events.Length), random.Next(events.Length));
            (events[one], events[other]) = (events[other], events[one]);
        }

        return new RandomArrival(seed, events);
    }

    /// <summary>The same with some events left out.</summary>
    public IEnumerable<RandomArrival> Smaller()
    {
        for (var size = Events.Count / 2; size >= 1; size /= 2)
        {
            for (var at = 0; at + size <= Events.Count; at += size)
                yield return this with { Events = [.. Events.Take(at), .. Events.Skip(at + size)] };
        }
    }

    /// <summary>Commits the events as they arrive.</summary>
    public void Commit(TestStore store)
    {
        var random = new Random(Seed);
        var at = 0;
        while (at < Events.Count)
        {
            var size = Math.Min(random.Next(1, 9), Events.Count - at);
            // Some events are sent again: they must change nothing.
            var again = at > 0 && random.Next(4) == 0 ? [Events[random.Next(at)]] : Array.Empty<Event>();
            store.Commit([.. Events.Skip(at).Take(size), .. again], []);
            at += size;
            if (random.Next(12) == 0)
                store.Restart();
            if (random.Next(6) == 0)
                store.Clock.Advance(TimeSpan.FromMinutes(random.Next(1, 90)));
        }
    }

    public override string ToString() =>
        $"seed {Seed}\n" + string.Join('\n', Events.Select(e =>
            $"{e.Time:HH:mm} {e.Id} {e.Name} visitor {e.Visitor?.Value} session {e.Session} user {e.User} bot {e.BotReason} client {e.ClientVisitor} source {e.Acquisition.Source} first {(e.FirstTouch is null ? "unknown" : e.FirstTouch.Source)}"));

    private static Event MakeFlooding(Random random) =>
        MakeEvent(random, visitor: 3, minutes: random.Next(0, 20) * 5, random.Next(10) == 0 ? null : "s" + random.Next(30));

    private static Event MakeEvent(Random random) =>
        MakeEvent(random, (ulong)random.Next(1, 4), random.Next(0, 48) * 5, Sessions[random.Next(Sessions.Length)]);

    private static Event MakeEvent(Random random, ulong visitor, int minutes, string? session)
    {
        var identified = visitor == 3;
        var id = new byte[16];
        random.NextBytes(id);
        // Multiples of five minutes, so that times are often equal and gaps often exactly half an hour.
        var e = Some.Event(
            minutes: minutes,
            visitor: random.Next(12) == 0 ? null : visitor,
            name: Names[random.Next(Names.Length)],
            path: "/" + random.Next(4),
            id: new Guid(id),
            session: identified ? session : null,
            clientVisitor: identified ? "client" : null,
            bot: random.Next(10) == 0 ? "crawler" : null,
            receivedAt: Some.Now.AddHours(4));
        e.User = identified && random.Next(4) == 0 ? "user-" + random.Next(2) : null;
        e.Interactive = random.Next(5) != 0;
        e.Acquisition = new Acquisition { Source = Sources[random.Next(Sources.Length)] };
        e.FirstTouch = identified && random.Next(4) == 0 ? new Acquisition { Source = Sources[random.Next(Sources.Length)] } : null;
        return e;
    }
}
