using System.Runtime.InteropServices;
using Footfall.Events;

namespace Footfall.Ingestion.Journal.Writing;

/// <summary>
/// Tells some of a commit's waiters how it went, one after the other on a thread of the pool. Waking the pool for each of them would cost more than what most
/// of them still have to do.
/// </summary>
internal sealed class Completions : IThreadPoolWorkItem
{
    /// <summary>Few enough that the last one waits for microseconds, and that both halves of a large commit find a processor.</summary>
    private const int Together = 16;

    private readonly Append[] appends;
    private readonly JournalPosition end;
    private readonly Exception? failure;

    private Completions(Append[] appends, JournalPosition end, Exception? failure) => (this.appends, this.end, this.failure) = (appends, end, failure);

    public static void Queue(List<Append> taken, int from, int count, JournalPosition end, Exception? failure)
    {
        var waiters = CollectionsMarshal.AsSpan(taken).Slice(from, count);
        while (!waiters.IsEmpty)
        {
            var some = waiters[..Math.Min(Together, waiters.Length)];
            ThreadPool.UnsafeQueueUserWorkItem(new Completions(some.ToArray(), end, failure), preferLocal: false);
            waiters = waiters[some.Length..];
        }
    }

    public void Execute()
    {
        foreach (var append in appends)
        {
            if (failure is null) append.Complete(end);
            else append.Fail(failure);
        }
    }
}
