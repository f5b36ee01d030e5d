using Footfall.Client.Events;

namespace Footfall.Client.Sending;

/// <summary>
/// The queue, and the loop that empties it: one request at a time, what fails again later, in order. Callers add and ask; everything else is the loop's own.
/// Nothing in here throws.
/// </summary>
internal sealed class Sender : IAsyncDisposable
{
    /// <summary>The server takes no event of more than a megabyte.</summary>
    private const int MostEventBytes = 900_000;

    /// <summary>After the time for sending is over, so long the loop may take to put on the disk what is left.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly SenderMeans _means;
    private readonly EventQueue _queue;
    private readonly Asker _asker;
    private readonly CancellationTokenSource _stop = new();
    private readonly Doorbell _bell;
    private readonly FlushRequests _flushes = new();
    private readonly Lazy<Task> _loop;
    private readonly Retries _retries;

    private volatile Verdict.Refused? _dead;
    private int _refusals;
    private int _cleared;

    /// <summary>What an earlier process left behind is still to be looked for; of the loop alone.</summary>
    private bool _look;

    private volatile bool _ending;
    private volatile bool _ended;

    public Sender(SenderMeans means)
    {
        _means = means;
        _bell = new Doorbell(means.Time);
        _retries = new Retries(means.Time);
        _queue = new EventQueue(means.Books, means.Time, means.MaxQueue);
        _asker = new Asker(means.Transport, means.RequestTimeout, means.Voice, means.Time, _stop.Token);
        _loop = new Lazy<Task>(() => Task.Run(LoopAsync));
    }

    public string? Failure => _dead?.Detail ?? _retries.Failure;

    private Books Books => _means.Books;

    /// <summary>Begins the loop; what an earlier process left behind does not wait for an event of this one.</summary>
    public void Start() => _ = _loop.Value;

    public void Add(QueuedEvent one)
    {
        if (_ending) Books.Give(one, "shut_down");
        else if (_dead is { } dead) Books.Give(one, dead.Reason, dead.Detail);
        else if (one.Json.Length > MostEventBytes) Books.Give(one, "too_large");
        else if (!_queue.TryAdd(one, out var first)) Books.Give(one, "queue_full");
        else
        {
            if (_ended) _queue.Discard("shut_down", null);
            Start();
            if (first || _queue.Count >= _means.Route.MostEvents) _bell.Ring();
        }
    }

    /// <summary>What may leave has changed.</summary>
    public void Wake() => _bell.Ring();

    /// <summary>Forgets what waits and what was packed, on the disk too, and what is on its way if it fails.</summary>
    public void Recall()
    {
        Interlocked.Increment(ref _refusals);
        _queue.Discard("opted_out", null);
        _bell.Ring();
    }

    /// <summary>Sends what waits now, whatever was asked to wait. True when nothing waits any more.</summary>
    public Task<bool> FlushAsync()
    {
        var asked = _flushes.Ask();
        Start();
        _bell.Ring();
        return asked;
    }

    /// <summary>Sends what waits, once and within the bound; keeps the rest on the disk where there is one, and gives up what is left.</summary>
    public async ValueTask DisposeAsync()
    {
        _ending = true;
        _bell.Ring();
        using var timer = _means.Time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), _stop, _means.ShutdownTimeout, Timeout.InfiniteTimeSpan);
        try
        {
            await _loop.Value.WaitAsync(_means.ShutdownTimeout + Grace, _means.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _means.Voice.Warn("A transport did not let go in time; what it had is given up.");
        }
        // A program that ends is not to be troubled by what went wrong while it did.
#pragma warning disable CA1031
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _means.Voice.Failed("Ending", failure);
        }

        _ended = true;
        _flushes.Close();
        // A caller of another thread may have come in at the last moment.
        _queue.Discard("shut_down", null);
        (_means.Route as IDisposable)?.Dispose();
        _bell.Dispose();
    }

    private async Task LoopAsync()
    {
        _look = _means.Outbox.Lasting;
        while (true)
        {
            try
            {
                if (await TurnAsync().ConfigureAwait(false)) return;
            }
            // Such as a listener to the meters that throws. The loop goes on, and not at once.
#pragma warning disable CA1031
            catch (Exception failure)
#pragma warning restore CA1031
            {
                _means.Voice.Failed("The loop", failure);
                if (_ending) return;
                await _bell.WaitAsync(Grace).ConfigureAwait(false);
            }
        }
    }

    /// <summary>True: it was the last one.</summary>
    private async ValueTask<bool> TurnAsync()
    {
        Forget();
        var ending = _ending;
        var flushes = _flushes.Take();
        var now = flushes.Count > 0 || ending;
        var looking = _look && !_means.Held();
        var pause = now || looking ? TimeSpan.Zero : Pause();
        if (pause != TimeSpan.Zero)
        {
            await _bell.WaitAsync(pause).ConfigureAwait(false);
            return false;
        }

        try
        {
            _look &= !looking;
            await WorkAsync(now, queueToo: now || !looking).ConfigureAwait(false);
            Forget();
            foreach (var asked in flushes) asked.TrySetResult(_queue.Count == 0 && Failure is null);
            if (ending) End();
            return ending;
        }
        finally
        {
            foreach (var asked in flushes) asked.TrySetResult(false);
        }
    }

    private TimeSpan? Pause()
    {
        // Who lets go rings.
        if (_means.Held()) return null;
        var full = _queue.Count >= _means.Route.MostEvents;
        return Schedule.Pause(_means.Time.GetUtcNow(), _queue.Since, full, _means.Outbox.Lasting && _means.Route.Ready, _retries.At, _means.FlushInterval);
    }

    /// <param name="queueToo">False: only what an earlier process left behind.</param>
    private async Task WorkAsync(bool now, bool queueToo)
    {
        try
        {
            while (!_means.Held() && _dead is null)
            {
                if (!now && _retries.AreNotDue)
                {
                    Spill();
                    return;
                }

                // What was taken before a refusal is not sent after it.
                var refusals = Volatile.Read(ref _refusals);
                Forget();
                if ((_means.Outbox.Take() ?? (queueToo ? await NextAsync().ConfigureAwait(false) : null)) is not { } parcel) return;
                if (!await AttemptAsync(parcel, refusals).ConfigureAwait(false)) return;
            }
        }
        // A bug of ours, or a platform without what sealing needs: it must not end the program that is measured.
#pragma warning disable CA1031
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _means.Voice.Failed("Sending", failure);
            _retries.Fail(new Verdict.Later(null, failure.Message));
        }
    }

    /// <summary>The next batch of the queue; null where there is none, or none that can be packed now.</summary>
    private async ValueTask<Parcel?> NextAsync()
    {
        while (_queue.Count > 0)
        {
            var verdict = await _means.Route.PrepareAsync(_asker.AskAsync).ConfigureAwait(false);
            if (verdict is Verdict.Refused refused)
            {
                Die(refused);
                return null;
            }

            if (verdict is not Verdict.Accepted)
            {
                _retries.Fail(verdict);
                return null;
            }

            if ((Packed() ?? _means.Outbox.Take()) is { } parcel) return parcel;
        }

        // Nothing waits anywhere, so nothing fails any more.
        _retries.Succeed();
        return null;
    }

    /// <summary>Full batches go to the disk while the server is away.</summary>
    private void Spill()
    {
        while (_means.Outbox.Lasting && _means.Route.Ready && _queue.Count >= _means.Route.MostEvents)
        {
            if (Packed() is { } parcel) Put(parcel);
        }
    }

    /// <summary>The next batch, taken from the queue at once; null where it was given up or parted, and parts wait in the outbox.</summary>
    private Parcel? Packed()
    {
        var events = _queue.TakeBatch(_means.Route.MostEvents, _means.Route.MostBytes);
        return events.Count == 0 ? null : Pack(events);
    }

    private Parcel? Pack(List<QueuedEvent> events)
    {
        var before = events.Sum(one => (long)one.Json.Length);
        try
        {
            if (_means.Route.Pack(events) is { } parcel)
            {
                Books.Repack(before, parcel.Bytes);
                return parcel;
            }
        }
        // One batch that cannot be packed must not hold up those behind it.
#pragma warning disable CA1031
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _queue.Lose(events, "unreadable", failure.Message);
            return null;
        }

        if (events.Count == 1) _queue.Lose(events, "too_large", null);
        else foreach (var half in Halves(events)) Put(Pack([.. half]));
        return null;
    }

    /// <summary>True when the parcel is done with, so that the next one may go.</summary>
    private async ValueTask<bool> AttemptAsync(Parcel parcel, int refusals)
    {
        if (refusals != Volatile.Read(ref _refusals)) return Finish(parcel, () => Books.Give(parcel, "opted_out"));
        if (_means.Time.GetUtcNow() - parcel.MadeAt > Parcel.LongestLife) return Finish(parcel, () => Books.Give(parcel, "expired"));
        var request = _means.Route.Request(parcel);
        _means.Voice.Sending(request, () => _means.Route.Readable(parcel, request));
        if (parcel.Attempts++ > 0) _means.Meters.Retried();
        var verdict = _means.Route.Judge(await _asker.AskAsync(request).ConfigureAwait(false), _means.Time.GetUtcNow());
        if (verdict is Verdict.Later)
        {
            _retries.Fail(verdict);
            if (refusals != Volatile.Read(ref _refusals)) Finish(parcel, () => Books.Give(parcel, "opted_out"));
            else Put(parcel);
            return false;
        }

        _retries.Succeed();
        if (verdict is Verdict.Split && parcel.Events is { Count: > 1 } events) Part(parcel, events);
        else Finish(parcel, () => Account(parcel, verdict));
        return true;
    }

    private void Account(Parcel parcel, Verdict verdict)
    {
        switch (verdict)
        {
            case Verdict.Accepted accepted: Took(parcel, accepted.Dropped); break;
            case Verdict.Refused refused: Books.Give(parcel, refused.Reason, refused.Detail); break;
            case Verdict.Split split: Books.Give(parcel, "too_large", split.Detail); break;
        }
    }

    /// <param name="dropped">Places in the request: of events, or of the one envelope.</param>
    private void Took(Parcel parcel, IReadOnlyList<ServerDrop> dropped)
    {
        var lost = 0;
        foreach (var (index, reason, detail) in dropped)
        {
            _means.Route.Unwanted(reason!);
            if (parcel.Events is null)
            {
                Books.Give(parcel, reason!, detail);
                lost = parcel.Count;
            }
            else if (index < parcel.Events.Count)
            {
                Books.Give(parcel.Events[index], reason!, detail);
                lost++;
            }
        }

        Books.Took(parcel.Count - lost);
    }

    /// <summary>The server takes less at once than this batch: halves go in its place, and before what came later.</summary>
    private void Part(Parcel parcel, IReadOnlyList<QueuedEvent> events)
    {
        var place = 0;
        foreach (var half in Halves(events)) Put(parcel with { Id = $"{parcel.Id}.{place++}", Count = half.Length, Events = half });
        _means.Outbox.Settle(parcel);
    }

    private void Put(Parcel? parcel)
    {
        if (parcel is null) return;
        switch (_means.Outbox.Keep(parcel))
        {
            case null: Finish(parcel, () => Books.Give(parcel, "queue_full")); break;
            case Keeping.OnDisk when parcel.InMemory: Books.Leave(parcel.Count, parcel.Bytes); break;
        }
    }

    private bool Finish(Parcel parcel, Action account)
    {
        _means.Outbox.Settle(parcel);
        if (parcel.InMemory) Books.Leave(parcel.Count, parcel.Bytes);
        account();
        return true;
    }

    /// <summary>After a refusal, what was packed is given up, on the disk too.</summary>
    private void Forget()
    {
        var refusals = Volatile.Read(ref _refusals);
        if (_cleared == refusals) return;
        _cleared = refusals;
        GiveAll("opted_out", null);
    }

    private void Die(Verdict.Refused refused)
    {
        _dead = refused;
        _means.Voice.Warn($"{refused.Detail}; nothing is sent.");
        _queue.Discard(refused.Reason, refused.Detail);
        // On a disk lies what was sealed when somebody vouched for the key: it waits for better options.
        if (!_means.Outbox.Lasting) GiveAll(refused.Reason, refused.Detail);
    }

    private void End()
    {
        while (_means.Outbox.Lasting && _means.Route.Ready && !_means.Held() && _dead is null && _queue.Count > 0) Put(Packed());
        _queue.Discard("shut_down", null);
        // Of what was kept, the disk has its part; the rest was in memory and ends here.
        if (!_means.Outbox.Lasting) GiveAll("shut_down", null);
        else while (_means.Outbox.Take() is { InMemory: true } parcel) Finish(parcel, () => Books.Give(parcel, "shut_down"));
    }

    private void GiveAll(string reason, string? detail)
    {
        foreach (var parcel in _means.Outbox.Clear())
        {
            if (parcel.InMemory) Books.Leave(parcel.Count, parcel.Bytes);
            Books.Give(parcel, reason, detail);
        }
    }

    private static IEnumerable<QueuedEvent[]> Halves(IReadOnlyList<QueuedEvent> events) => events.Chunk((events.Count + 1) / 2);
}
