using Footfall.Events;
using Footfall.Storage.Events;

namespace Footfall.Ingestion.Journal.Draining;

/// <summary>Where the journal is drained to.</summary>
/// <param name="ReadPosition">How far the store has a journal.</param>
/// <param name="Commit">One transaction; on an exception it usually wrote nothing, but only the position tells.</param>
/// <param name="Publish">Hands what was committed to those who watch. Never blocks.</param>
internal sealed record DrainTarget(Func<string, JournalPosition> ReadPosition, Func<DrainBatch, CommitOutcome> Commit, Action<CommitOutcome> Publish);
