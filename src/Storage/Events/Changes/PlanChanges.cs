using Footfall.Storage.Events.Visits;

namespace Footfall.Storage.Events.Changes;

/// <summary>What a commit changes, from what it decided about visits: the hours of its events, and of visits from their first event to their last.</summary>
internal static class PlanChanges
{
    /// <param name="renumbered">Visits of any time have got another number.</param>
    public static IReadOnlyList<StoreChange> Of(VisitPlan plan, bool renumbered)
    {
        // Visits that were only extended are longer now than they were; those that were taken apart lie within what was rebuilt, before and after.
        var spans = plan.Events.Select(placed => (placed.Event.Project, From: placed.Event.Time, To: placed.Event.Time))
            .Concat(plan.Changed.Select(visit => (visit.Visitor.Project, From: visit.First.Time, To: visit.Last.Time)))
            .Concat(plan.Rebuilt);
        var hours = spans.Select(span => (span.Project, From: Hour(span.From), To: Hour(span.To))).Distinct();
        var changes = hours.Select(span => new StoreChange(span.Project, span.From, span.To));
        return [.. changes, .. renumbered ? plan.Renumber.Select(visitor => StoreChange.All(visitor.Project)).Distinct() : []];
    }

    private static DateTime Hour(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerHour), DateTimeKind.Utc);
}
