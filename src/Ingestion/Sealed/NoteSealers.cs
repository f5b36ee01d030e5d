using System.Collections.Concurrent;
using Footfall.Events;
using Footfall.Sealing.Envelopes;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Notes;

namespace Footfall.Ingestion.Sealed;

/// <summary>
/// Seals notes with one context for each project, epoch and hour: a key agreement an hour, not one a request. Contexts live in memory only. Thread-safe.
/// </summary>
internal sealed class NoteSealers : IDisposable
{
    /// <summary>Beyond it, contexts of past hours are let go: they would be made anew anyway.</summary>
    private const int ManyContexts = 1_000;

    private readonly ConcurrentDictionary<(ProjectNumber, EpochId), Context> contexts = new();

    public byte[] Seal(Project project, Epoch epoch, DateTime hour, Envelope beside, Note note)
    {
        if (contexts.Count >= ManyContexts) LetGo(hour);
        while (true)
        {
            var context = contexts.GetOrAdd((project.Number, epoch.Id), _ => new Context());
            if (context.Seal(project, epoch, hour, beside, note) is { } sealedNote) return sealedNote;
        }
    }

    public void Dispose() => LetGo(DateTime.MaxValue);

    private void LetGo(DateTime before)
    {
        foreach (var (key, context) in contexts)
        {
            if (context.Hour < before && contexts.TryRemove(key, out var removed)) removed.Dispose();
        }
    }

    private sealed class Context : IDisposable
    {
        private readonly Lock gate = new();
        private NoteSealer? sealer;
        private bool isDisposed;

        public DateTime Hour { get; private set; }

        /// <summary>Null where it was let go meanwhile.</summary>
        public byte[]? Seal(Project project, Epoch epoch, DateTime hour, Envelope beside, Note note)
        {
            lock (gate)
            {
                if (isDisposed) return null;
                if (sealer is null || Hour != hour)
                {
                    using var key = HpkeKey.FromPublic(epoch.PublicKey.Span);
                    var next = new NoteSealer(key, project.Id.Value.ToByteArray(bigEndian: true), epoch.Id.ToBytes());
                    sealer?.Dispose();
                    (sealer, Hour) = (next, hour);
                }

                return sealer.Seal(beside, note);
            }
        }

        public void Dispose()
        {
            lock (gate)
            {
                isDisposed = true;
                sealer?.Dispose();
            }
        }
    }
}
