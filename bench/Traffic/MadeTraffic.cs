using Footfall.Events;

namespace Footfall.Bench.Traffic;

/// <summary>
/// Visits to <see cref="MadeSite"/> in the order in which their events would come in: about three pages a visit, each left again, a sign-up now and then, one
/// visit in forty a bot's. The same seed makes the same traffic. Not thread-safe.
/// </summary>
internal sealed class MadeTraffic(ProjectNumber project, DateTime from, DateTime to, long events)
{
    /// <summary>A little less than a visit brings on average, so that the last visit ends before <c>to</c>.</summary>
    private const double EventsOfVisit = 5.55;

    private readonly Random random = new(20_261_126);
    private readonly PriorityQueue<MadeVisit, DateTime> running = new();
    private readonly TimeSpan gap = (to - from) / (events / EventsOfVisit);
    private DateTime nextVisit = from;

    /// <summary>When everything came in; null: each event when it happened.</summary>
    public DateTime? ReceivedAt { get; init; }

    public IEnumerable<Event> Events()
    {
        for (long made = 0; made < events; made++)
        {
            while (running.Count == 0 || running.Peek().Next > nextVisit)
            {
                running.Enqueue(NewVisit(), nextVisit);
                nextVisit += gap * (random.NextDouble() * 2);
            }

            var visit = running.Dequeue();
            yield return visit.Take(random);
            if (!visit.IsOver) running.Enqueue(visit, visit.Next);
        }
    }

    private MadeVisit NewVisit()
    {
        var (place, language) = Often(MadeSite.Places);
        return new MadeVisit(project, nextVisit)
        {
            ReceivedAt = ReceivedAt,
            Visitor = new VisitorId((ulong)random.NextInt64()),
            Acquisition = Often(MadeSite.Sources),
            Client = Often(MadeSite.Clients),
            Screen = Often(MadeSite.Screens),
            Place = place,
            Language = language,
            BotReason = random.Next(40) == 0 ? "headless" : null,
            PagesLeft = 1 + (int)Math.Min(20, -Math.Log(1 - random.NextDouble()) * 2.3),
        };
    }

    private T Often<T>(IReadOnlyList<T> items) => items[(int)(Math.Pow(random.NextDouble(), 2.5) * items.Count)];
}
