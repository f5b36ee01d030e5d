using Footfall.Events;
using Microsoft.Extensions.Logging;

namespace Footfall.Privacy;

/// <summary>
/// Gives raw hits their forgetful visitor ids: of the day's salt, or of the day before's while a visit runs over midnight. Looks after the salts each
/// minute. Thread-safe.
/// </summary>
public sealed class Visitors : IDisposable
{
    /// <summary>About 12 MB at the most, and only around midnight.</summary>
    private const int RunningVisitsKept = 100_000;

    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly SaltStore store;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly RunningVisits running = new(RunningVisitsKept);
    private readonly ITimer timer;

    public Visitors(SaltStore store, TimeProvider clock, ILogger<Visitors> logger)
    {
        this.store = store;
        this.clock = clock;
        this.logger = logger;
        timer = clock.CreateTimer(_ => Sweep(), null, SweepEvery, SweepEvery);
    }

    /// <summary>The visitor of a hit that arrives now.</summary>
    /// <exception cref="IOException">The new day's salt cannot be written.</exception>
    public VisitorId Of(ProjectNumber project, RawHit hit)
    {
        var salts = store.Current();
        var now = clock.GetUtcNow().UtcDateTime;
        if (salts.Previous is { } previous)
        {
            var earlier = VisitorHash.Anonymous(previous, project, hit.Address, hit.UserAgent);
            if (running.Continue(earlier, now)) return earlier;
        }

        var visitor = VisitorHash.Anonymous(salts.Current, project, hit.Address, hit.UserAgent);
        if (salts.Until - now <= RunningVisits.Pause) running.Touch(visitor, now);
        return visitor;
    }

    /// <summary>
    /// The visitor of an event that a trusted sender tells of some day: known for that day only, as those who come by themselves are, though its salt is long
    /// gone. Whoever is told of the same again under another salt becomes somebody else.
    /// </summary>
    /// <param name="named">The sender's own id of the visitor, where it has one.</param>
    /// <exception cref="IOException">The new day's salt cannot be written.</exception>
    public VisitorId OfDay(ProjectNumber project, RawHit hit, string? named, DateOnly day) => VisitorHash.OfDay(store.Current().Current, project, hit, named, day);

    /// <summary>
    /// After a restart shortly after midnight: tells which visitors the store has seen within the last half hour, so that their visits go on.
    /// </summary>
    public void Resume(IEnumerable<KeyValuePair<VisitorId, DateTime>> lastSeen)
    {
        foreach (var (visitor, time) in lastSeen) running.Touch(visitor, time);
    }

    public void Dispose() => timer.Dispose();

    private void Sweep()
    {
        try
        {
            var now = clock.GetUtcNow().UtcDateTime;
            var salts = store.Current();
            var carries = salts.Previous is not null && running.Any(now);
            store.Sweep(mayForgetPrevious: !carries);
            if (!carries && salts.Until - now > RunningVisits.Pause) running.Clear();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Log.SaltsStuck(logger, failure);
        }
    }
}
