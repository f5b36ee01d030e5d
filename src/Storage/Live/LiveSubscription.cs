using System.Threading.Channels;
using Footfall.Events;

namespace Footfall.Storage.Live;

/// <summary>One watcher of one project. Dispose it to stop watching. <see cref="Batches"/> is for one reader; the rest is thread-safe.</summary>
public sealed class LiveSubscription : IDisposable
{
    /// <summary>Commits that may wait for a watcher. At some 20 commits a second that is three seconds of not reading.</summary>
    private const int Waiting = 64;

    private readonly Channel<LiveBatch> channel = Channel.CreateBounded<LiveBatch>(
        new BoundedChannelOptions(Waiting) { SingleReader = true, SingleWriter = false, AllowSynchronousContinuations = false });

    private readonly LiveFeed feed;
    private int end;

    internal LiveSubscription(LiveFeed feed, ProjectNumber project)
    {
        this.feed = feed;
        Project = project;
    }

    public ProjectNumber Project { get; }

    /// <summary>The project's events or envelopes of each commit, in the order of commits. Completed when the subscription has ended.</summary>
    public ChannelReader<LiveBatch> Batches => channel.Reader;

    public LiveEnd End => (LiveEnd)Volatile.Read(ref end);

    public void Dispose() => feed.Remove(this, LiveEnd.Closed);

    /// <summary>Never waits.</summary>
    /// <returns>False where the watcher is too slow.</returns>
    internal bool Offer(LiveBatch batch) => channel.Writer.TryWrite(batch);

    internal void Complete(LiveEnd reason)
    {
        Interlocked.CompareExchange(ref end, (int)reason, (int)LiveEnd.None);
        channel.Writer.TryComplete();
    }
}
