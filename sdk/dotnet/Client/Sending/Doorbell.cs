using System.Threading.Channels;

namespace Footfall.Client.Sending;

/// <summary>Wakes one who waits; rung before, it wakes the next who waits. Rings are not counted, and one may come for nothing.</summary>
internal sealed class Doorbell : IDisposable
{
    private readonly Channel<bool> _rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ITimer _timer;

    public Doorbell(TimeProvider time) => _timer = time.CreateTimer(static state => ((Doorbell)state!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Ring() => _rung.Writer.TryWrite(true);

    /// <param name="longest">Null: until it rings.</param>
    public ValueTask<bool> WaitAsync(TimeSpan? longest)
    {
        _timer.Change(longest ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        return _rung.Reader.ReadAsync();
    }

    public void Dispose() => _timer.Dispose();
}
