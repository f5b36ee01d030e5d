using Footfall.Events;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Sql;

namespace Footfall.Query.Attribution;

/// <summary>
/// Writes the touches of visits: rows of visit, visitor, moment, id and value. Of a dimension of visits each visit is one, at its start and with no id; where it
/// is of how the visit came, each later event that came from elsewhere is another. Of pages each pageview is one.
/// </summary>
/// <param name="pageviews">Pageviews as far back as touches count.</param>
/// <param name="events">All events as far back.</param>
internal sealed class TouchSql(Dialect dialect, Dimension by, Scan pageviews, Scan events)
{
    /// <summary>The places of an acquisition's fields in the column <c>own_acquisition</c>, from 1; docs/formats/event-store.md.</summary>
    private static readonly string[] Packed = ["source", "visit_referrer", "channel", "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "click_id"];

    private const int SourceField = 1;
    private const int ChannelField = 3;

    public Dimension By => by;

    /// <param name="among">Which visits are looked at: their column, IN and what lists them.</param>
    public string Write(Parameters parameters, PredicateSql predicates, Func<string, string> among)
    {
        var scans = new ScanSql(parameters, predicates);
        if (by.IsPage)
            return $"SELECT e.visit AS visit, e.visitor AS who, e.time AS moment, e.id AS id, e.path AS value {scans.Write(pageviews)} AND e.visit IS NOT NULL AND {among("e")}";
        var visits = events with { Table = Table.Visits };
        var opened = $"SELECT v.visit AS visit, v.visitor AS who, v.started_at AS moment, CAST(NULL AS UUID) AS id, {ValueOf(predicates)} AS value {scans.Write(visits)} AND {among("v")}";
        var place = Array.IndexOf(Packed, by.EventColumn) + 1;
        if (place == 0) return opened;
        var cameAgain = $"e.own_acquisition IS NOT NULL AND ({Field(SourceField)} <> '' OR {Field(ChannelField)} <> {parameters.Given(Acquisition.Direct.Channel)})";
        return $"{opened} UNION ALL SELECT e.visit AS visit, e.visitor AS who, e.time AS moment, e.id AS id, nullif({Field(place)}, '') AS value {scans.Write(events)} AND e.visit IS NOT NULL AND {cameAgain} AND {among("e")}";
    }

    private string ValueOf(PredicateSql predicates) => predicates.Write(new Column(Table.Visits, by.VisitColumn!, AlsoAbsent: by.Absent == Dimension.NoProperty ? by.Absent : null));

    private string Field(int place) => Dialect.Write(dialect.Field, "e.own_acquisition", place);
}
