using Footfall.DuckDb;
using Footfall.Storage.Events.Visits;

namespace Footfall.Storage.Events;

/// <summary>Writes what a <see cref="VisitPlan"/> decided, on the writer's connection and in its transaction.</summary>
internal sealed class VisitWriter(DuckDbConnection connection)
{
    /// <summary>True where visits that the plan does not have were numbered anew.</summary>
    public bool Write(VisitPlan plan)
    {
        var changed = plan.Changed.ToList();
        Number(plan, changed);
        Change(plan.Changes);
        Delete([.. changed.Where(v => v.Stored).Select(v => v.Number), .. plan.Gone]);
        Append(changed);
        return plan.Renumber.Count > 0 && Renumber(plan);
    }

    public void Delete(List<long> numbers)
    {
        if (numbers.Count == 0)
            return;
        using var delete = connection.Prepare("DELETE FROM visits WHERE visit IN (SELECT unnest(?::BIGINT[])) AND visit BETWEEN ? AND ?");
        delete.Bind(1, numbers).Bind(2, numbers.Min()).Bind(3, numbers.Max()).Execute();
    }

    public void Append(IEnumerable<Visit> changed)
    {
        using var visits = connection.CreateAppender("visits");
        foreach (var visit in changed.OrderBy(v => v.Number))
            VisitTable.Append(visits, visit);
        visits.Close();
    }

    private void Change(List<EventChange> changes)
    {
        if (changes.Count == 0)
            return;
        connection.Execute("CREATE OR REPLACE TEMP TABLE event_changes AS SELECT project, id, time, visit, source, visit_referrer, channel, "
            + "utm_source, utm_medium, utm_campaign, utm_content, utm_term, click_id, own_acquisition FROM events LIMIT 0");
        using (var rows = connection.CreateAppender("event_changes"))
        {
            foreach (var (project, id, time, visit, own) in changes)
            {
                var row = rows.CreateRow().AppendValue(project.Value).AppendValue(id).AppendValue(time).AppendValue(visit.Number);
                VisitTable.Append(row, visit.Acquisition);
                row.AppendValue(own).EndRow();
            }

            rows.Close();
        }

        using var update = connection.Prepare("""
            UPDATE events SET visit = c.visit, source = c.source, visit_referrer = c.visit_referrer, channel = c.channel, utm_source = c.utm_source,
                utm_medium = c.utm_medium, utm_campaign = c.utm_campaign, utm_content = c.utm_content, utm_term = c.utm_term, click_id = c.click_id,
                own_acquisition = c.own_acquisition
            FROM event_changes c
            WHERE events.id = c.id AND events.time = c.time AND events.project = c.project AND events.time BETWEEN ? AND ?
            """);
        update.Bind(1, changes.Min(c => c.Time)).Bind(2, changes.Max(c => c.Time)).Execute();
    }

    /// <summary>Numbers the visits of identified visitors that are new. Those that fall between older ones are left to <see cref="Renumber"/>.</summary>
    private void Number(VisitPlan plan, List<Visit> changed)
    {
        var unnumbered = changed.Where(v => v.NeedsNumber && v.VisitNumber is null).ToLookup(v => v.Visitor);
        if (unnumbered.Count == 0)
            return;
        var last = LastNumbers([.. unnumbered.Select(v => v.Key)]);
        foreach (var visits in unnumbered)
        {
            var (number, start) = last.GetValueOrDefault(visits.Key);
            foreach (var visit in visits.OrderBy(v => v.First.Time))
            {
                if (visit.First.Time <= start || visit.Stored)
                    plan.Renumber.Add(visits.Key);
                visit.VisitNumber = ++number;
                start = visit.First.Time;
            }
        }
    }

    private Dictionary<VisitorKey, (uint Number, DateTime Start)> LastNumbers(List<VisitorKey> visitors)
    {
        using var statement = connection.Prepare("""
            SELECT project, visitor, max(visit_number), max(started_at) FROM visits
            WHERE visit_number IS NOT NULL AND visitor IN (SELECT CAST(unnest(?::VARCHAR[]) AS UBIGINT))
            GROUP BY project, visitor
            """);
        using var result = statement.Bind(1, VisitReader.Texts(visitors)).Query();
        Dictionary<VisitorKey, (uint, DateTime)> last = [];
        while (result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++)
            {
                var visitor = new VisitorKey(new((int)chunk.Column(0).GetInt64(row)), new(chunk.Column(1).GetUInt64(row)), IsBot: false);
                last[visitor] = ((uint)chunk.Column(2).GetInt64(row), chunk.Column(3).GetDateTime(row));
            }
        }

        return last;
    }

    private bool Renumber(VisitPlan plan)
    {
        var visitors = VisitReader.Texts(plan.Renumber);
        using var update = connection.Prepare("""
            UPDATE visits SET visit_number = n.number
            FROM (
                SELECT visit, row_number() OVER (PARTITION BY project, visitor ORDER BY started_at, visit) AS number FROM visits
                WHERE visit_number IS NOT NULL AND visitor IN (SELECT CAST(unnest(?::VARCHAR[]) AS UBIGINT))
            ) n
            WHERE visits.visit = n.visit AND visits.visit_number <> n.number
            """);
        var renumbered = update.Bind(1, visitors).Execute();
        var known = plan.Renumber.SelectMany(visitor => plan.Visits[visitor]).ToList();
        using var query = connection.Prepare("""
            SELECT visit, visit_number FROM visits WHERE visit_number IS NOT NULL AND visit IN (SELECT unnest(?::BIGINT[]))
            """);
        using var result = query.Bind(1, known.ConvertAll(v => v.Number)).Query();
        Dictionary<long, uint> numbers = [];
        while (result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++)
                numbers[chunk.Column(0).GetInt64(row)] = (uint)chunk.Column(1).GetInt64(row);
        }

        foreach (var visit in known)
        {
            if (numbers.TryGetValue(visit.Number, out var number))
                visit.VisitNumber = number;
        }

        return renumbered > 0;
    }
}
