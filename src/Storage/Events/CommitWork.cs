using Footfall.DuckDb;
using Footfall.Events;
using Footfall.Storage.Events.Changes;
using Footfall.Storage.Events.Duplicates;
using Footfall.Storage.Events.Visits;
using Footfall.Storage.Sealed;

namespace Footfall.Storage.Events;

/// <summary>One commit: duplicates out, visits found, rows written. Runs inside the writer's transaction; what it learns is kept only by <see cref="Keep"/>.</summary>
internal sealed class CommitWork(DuckDbConnection connection, WriterMemory memory)
{
    private VisitPlan plan = new();
    private bool renumbered;

    /// <summary>Rows added to the ledger.</summary>
    public int LedgerRows { get; private set; }

    public CommitOutcome Run(DrainBatch batch)
    {
        if (!memory.Recent.IsWarm)
            memory.WarmUp(new VisitReader(connection));
        var (fresh, duplicates) = new DuplicateSearch(connection, memory.Filter).Split(batch.Events);
        foreach (var e in fresh)
            memory.Filter.Add(e.Project, e.Id, e.ReceivedAt);
        plan = new VisitPlanner(new VisitReader(connection), memory.Recent, memory.NextVisit, memory.Options).Plan(fresh);
        renumbered = new VisitWriter(connection).Write(plan);
        var stored = AppendEvents();
        var envelopes = new EnvelopeWork(connection, memory.Filter);
        envelopes.Run(batch.Envelopes);
        LedgerRows = LedgerTable.Append(connection, [
            .. batch.Ledger,
            .. LedgerTable.Count(fresh, LedgerEntry.Stored),
            .. LedgerTable.Count(duplicates, LedgerEntry.Duplicate),
            .. LedgerTable.Count(envelopes.Stored.Select(s => s.Envelope), LedgerEntry.Stored),
            .. LedgerTable.Count(envelopes.Duplicates, LedgerEntry.Duplicate)]);
        LedgerTable.WritePosition(connection, batch.Journal, batch.To);
        return new CommitOutcome(fresh.Count + envelopes.Stored.Count, duplicates.Count + envelopes.Duplicates.Count, stored)
        {
            Envelopes = envelopes.Stored,
            NotWalked = plan.NotWalked,
        };
    }

    /// <summary>What the commit does to events and visits, once it has run.</summary>
    public IReadOnlyList<StoreChange> Changes => PlanChanges.Of(plan, renumbered);

    /// <summary>Makes what the commit knows of visits the memory of the next one. To be called once it is durable.</summary>
    public void Keep() => memory.Keep(plan);

    private StoredEvent[] AppendEvents()
    {
        var placed = InOrder();
        var stored = new StoredEvent[placed.Length];
        if (placed.Length == 0)
            return stored;
        using var events = connection.CreateAppender("events");
        for (var at = 0; at < placed.Length; at++)
        {
            var (e, visit) = placed[at];
            var acquisition = visit?.Acquisition ?? e.Acquisition;
            EventTable.Append(events, e, visit?.Number, acquisition, placed[at].Own);
            stored[at] = new StoredEvent(e, visit?.Number) { VisitAcquisition = acquisition };
        }

        events.Close();
        return stored;
    }

    /// <summary>
    /// By visit, then time. Visits are numbered as they come, so this is nearly the order of time, and lets equal values of one visit lie together, which
    /// takes a tenth off the file.
    /// </summary>
    private PlacedEvent[] InOrder()
    {
        var placed = plan.Events.ToArray();
        var keys = Array.ConvertAll(placed, p => (p.Visit?.Number ?? long.MaxValue, p.Event.Time.Ticks));
        Array.Sort(keys, placed);
        return placed;
    }
}
