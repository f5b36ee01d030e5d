using Footfall.Cli.Sending;

namespace Footfall.Cli.Demo;

/// <summary>Makes and sends the traffic of some days up to now, oldest first.</summary>
internal sealed class DemoRun(Target target, DemoCalendar calendar, DemoTraffic traffic, TimeProvider clock)
{
    private const int BatchSize = 500;

    /// <returns>Events that the server took, and dropped; those of an earlier run are among the taken, and are recognised when they are stored.</returns>
    /// <exception cref="CommandException">The server does not take the traffic.</exception>
    public async Task<BatchSender> SendAsync(int days, Func<long, DemoProgress> progressOf, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var last = DateOnly.FromDateTime(now);
        var plan = Enumerable.Range(0, days)
            .Select(index => (Day: last.AddDays(index - days + 1), Progress: days == 1 ? 1 : index / (days - 1.0)))
            .Select(one => (one.Day, Visitors: calendar.Visitors(one.Day, one.Progress))).ToArray();
        var progress = progressOf(plan.Sum(one => (long)one.Visitors));
        var sender = new BatchSender(target.Client, clock);
        try
        {
            var done = 0L;
            var batch = new List<DemoEvent>(BatchSize + 50);
            foreach (var (day, visitors) in plan)
            {
                for (var number = 0; number < visitors; number++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    batch.AddRange(traffic.Visitor(day, number).TakeWhile(one => one.Time <= now));
                    done++;
                    if (batch.Count < BatchSize) continue;
                    await sender.SendAsync(DemoBatch.Write(target.Key, batch), cancellation);
                    batch = new List<DemoEvent>(BatchSize + 50);
                    progress.Show(done, sender.Accepted, day);
                }
            }

            if (batch.Count > 0) await sender.SendAsync(DemoBatch.Write(target.Key, batch), cancellation);
            await sender.FinishAsync();
            progress.Show(done, sender.Accepted, last);
            return sender;
        }
        finally
        {
            progress.End();
        }
    }
}
