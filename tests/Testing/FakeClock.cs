namespace Footfall.Testing;

/// <summary>A clock that stands still until it is told to go on. Timers fire in order while it advances; the monotonic clock never steps back.</summary>
public sealed class FakeClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<FakeTimer> timers = [];
    private DateTimeOffset now = start;
    private long monotonicTicks;

    public FakeClock()
        : this(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override long GetTimestamp()
    {
        lock (gate) return monotonicTicks;
    }

    /// <summary>Lets time pass, firing the timers that are due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        long end;
        lock (gate) end = monotonicTicks + by.Ticks;
        while (NextDue(end) is { } timer) timer.Fire();
        lock (gate)
        {
            now += TimeSpan.FromTicks(end - monotonicTicks);
            monotonicTicks = end;
        }
    }

    /// <summary>Lets time pass until the given moment.</summary>
    public void AdvanceTo(DateTimeOffset moment) => Advance(moment - GetUtcNow());

    /// <summary>Sets the wall clock, forward or back, without letting time pass: what an administrator or NTP does.</summary>
    public void StepTo(DateTimeOffset moment)
    {
        lock (gate) now = moment;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        lock (gate) timers.Add(timer);
        return timer;
    }

    private FakeTimer? NextDue(long end)
    {
        lock (gate)
        {
            var next = timers.Where(t => t.DueAt <= end).MinBy(t => t.DueAt);
            if (next is null) return null;
            var passed = Math.Max(0, next.DueAt!.Value - monotonicTicks);
            now += TimeSpan.FromTicks(passed);
            monotonicTicks += passed;
            next.DueAt = next.Period > TimeSpan.Zero ? monotonicTicks + next.Period.Ticks : null;
            return next;
        }
    }

    private sealed class FakeTimer(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        public long? DueAt { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                Period = period;
                DueAt = dueTime < TimeSpan.Zero ? null : clock.monotonicTicks + dueTime.Ticks;
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock.gate) clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
