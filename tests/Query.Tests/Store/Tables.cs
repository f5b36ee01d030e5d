using Footfall.DuckDb;

namespace Footfall.Query.Tests.Store;

/// <summary>The two tables that questions read, with the columns that they read.</summary>
internal static class Tables
{
    private const string OfVisit = "source VARCHAR, visit_referrer VARCHAR, channel VARCHAR, utm_source VARCHAR, utm_medium VARCHAR, utm_campaign VARCHAR, "
        + "utm_content VARCHAR, utm_term VARCHAR, click_id VARCHAR, browser VARCHAR, browser_version VARCHAR, os VARCHAR, os_version VARCHAR, device VARCHAR, "
        + "country VARCHAR, region VARCHAR, city VARCHAR, language VARCHAR, bot_reason VARCHAR";

    private static readonly string[] FirstTouch = ["first_source", "first_referrer", "first_channel", "first_utm_source", "first_utm_medium", "first_utm_campaign", "first_utm_content", "first_utm_term"];

    public static void Create(DuckDbConnection connection)
    {
        connection.Execute("CREATE TABLE events (project INTEGER, id UUID, time TIMESTAMP, name VARCHAR, visitor UBIGINT, visit BIGINT, hostname VARCHAR, path VARCHAR, "
            + $"{OfVisit}, engagement_ms UINTEGER, scroll_depth UTINYINT, revenue_amount DECIMAL(18, 3), revenue_currency VARCHAR, own_acquisition VARCHAR, props MAP(VARCHAR, VARCHAR))");
        connection.Execute("CREATE TABLE visits (project INTEGER, visit BIGINT, visitor UBIGINT, started_at TIMESTAMP, ended_at TIMESTAMP, pageviews UINTEGER, "
            + $"events UINTEGER, is_bounce BOOLEAN, entry_page VARCHAR, exit_page VARCHAR, entry_hostname VARCHAR, exit_hostname VARCHAR, {OfVisit}, "
            + $"{string.Join(", ", FirstTouch.Select(column => column + " VARCHAR"))})");
    }

    public static void Write(DuckDbConnection connection, int project, IReadOnlyList<Happening> events, IReadOnlyList<Sojourn> visits)
    {
        using (var appender = connection.CreateAppender("events"))
        {
            foreach (var (place, e) in events.Index())
            {
                var row = appender.CreateRow().AppendValue((int?)project).AppendValue((Guid?)IdOf(place)).AppendValue((DateTime?)e.Time).AppendValue(e.Name).AppendValue(e.Visitor)
                    .AppendValue(e.Visit?.Id).AppendValue(e.Hostname).AppendValue(e.Path);
                OfVisitor(row, e).AppendValue(e.EngagementMs).AppendValue((uint?)e.ScrollDepth).AppendValue(e.Amount).AppendValue(e.Currency).AppendValue(e.Own);
                if (e.Props.Count == 0) row.AppendNullValue();
                else row.AppendValue(e.Props.ToList());
                row.EndRow();
            }

            appender.Close();
        }

        using (var appender = connection.CreateAppender("visits"))
        {
            foreach (var v in visits)
            {
                var row = appender.CreateRow().AppendValue((int?)project).AppendValue((long?)v.Id).AppendValue(v.First.Visitor).AppendValue((DateTime?)v.StartedAt)
                    .AppendValue((DateTime?)v.EndedAt).AppendValue((uint?)v.Pageviews.Count()).AppendValue((uint?)v.Counted).AppendValue((bool?)v.IsBounce)
                    .AppendValue(v.Entry?.Path).AppendValue(v.Exit?.Path).AppendValue(v.Entry?.Hostname).AppendValue(v.Exit?.Hostname);
                OfVisitor(row, v.First);
                foreach (var column in FirstTouch) row.AppendValue(v.First.More.GetValueOrDefault(column));
                row.EndRow();
            }

            appender.Close();
        }
    }

    /// <summary>Ids in the order of the events.</summary>
    public static Guid IdOf(int place) => new(place + 1, 0, 0, new byte[8]);

    private static DuckDbAppenderRow OfVisitor(DuckDbAppenderRow row, Happening e)
    {
        string? More(string column) => e.More.GetValueOrDefault(column);
        row.AppendValue(e.Source).AppendValue(More("visit_referrer")).AppendValue(e.Channel).AppendValue(More("utm_source")).AppendValue(More("utm_medium")).AppendValue(e.Campaign);
        row.AppendValue(More("utm_content")).AppendValue(More("utm_term")).AppendValue(More("click_id"));
        row.AppendValue(e.Browser).AppendValue(More("browser_version")).AppendValue(More("os")).AppendValue(More("os_version")).AppendValue(e.Device);
        return row.AppendValue(e.Country).AppendValue(More("region")).AppendValue(More("city")).AppendValue(More("language")).AppendValue(e.BotReason);
    }
}
