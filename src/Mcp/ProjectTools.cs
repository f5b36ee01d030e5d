using ModelContextProtocol.Server;

namespace Footfall.Mcp;

// Data table.

/// <summary>What an assistant may ask with a token that may read.</summary>
internal static class ProjectTools
{
    private const string Project = """
        "project": {"type": "string", "description": "The project's id, one of its domains, or its name, as list_projects tells them."}
        """;

    private const string DateRange = """
        "date_range": {"description": "A period: \"day\" (today), \"7d\", \"28d\", \"30d\", \"91d\" (whole days before today), \"month\", \"6mo\", \"12mo\", \"year\", \"all\", \"30m\", \"24h\"; or two days [\"2026-11-01\", \"2026-11-30\"], both included, in the project's zone.",
          "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2}]}
        """;

    private const string Filters = """
        "filters": {"type": "array", "items": {"type": "array"}, "description": "All hold together. Each is [operator, dimension, [values]] with operator is, is_not, contains, contains_not, matches, matches_not, matches_wildcard, such as [\"is\", \"visit:country\", [\"DE\", \"FR\"]] or [\"is\", \"event:page\", [\"/blog/**\"]]; or [\"and\" | \"or\", [filters]], [\"not\", filter], [\"has_done\" | \"has_not_done\", filter]. A saved segment is [\"is\", \"segment\", [name]]."}
        """;

    private const string Events = """{"event": "Signup"}, {"page": "/pricing/**"}, {"goal": "display name"} or {"any": [these, …]}, each perhaps with filters of its own""";

    public static IReadOnlyList<McpServerTool> Of(IFootfallApi api)
    {
        var found = new FoundProject(api);
        return
        [
            new AskingTool(api, "list_projects", "Projects", "Lists the projects that can be asked about: id, name, domains, mode, time zone, and when the first event came. In anonymous projects a visitor is known for one day only; sealed ones cannot be read by the server.",
                """{"type": "object", "properties": {}}""", (_, cancellation) => found.ListAsync(cancellation)),
            new AskingTool(api, "query", "Numbers", "Counts visitors, visits, pageviews, events and what follows from them over a period, in total or broken down by dimensions (Plausible's Stats API v2 question). Answers {results: [{dimensions, metrics}], meta, query}, metrics in the order asked.",
                $$$"""
                {"type": "object", "required": ["project", "metrics", "date_range"], "properties": {
                  {{{Project}}},
                  "metrics": {"type": "array", "minItems": 1, "items": {"enum": ["visitors", "visits", "pageviews", "events", "views_per_visit", "bounce_rate", "visit_duration", "scroll_depth", "time_on_page", "percentage", "conversion_rate", "group_conversion_rate", "total_revenue", "average_revenue"]}, "description": "bounce_rate, percentage and the rates are per cent, visit_duration and time_on_page seconds. views_per_visit, bounce_rate and visit_duration cannot be broken down by event dimensions other than event:page; scroll_depth and time_on_page need event:page; conversion rates and revenue need event:goal as a filter or dimension."},
                  {{{DateRange}}},
                  "dimensions": {"type": "array", "maxItems": 8, "items": {"type": "string"}, "description": "time, time:hour, time:day, time:week, time:month; event:page, event:name, event:goal, event:hostname, event:props:<name>; visit:source, visit:channel, visit:referrer, visit:utm_source, visit:utm_medium, visit:utm_campaign, visit:entry_page, visit:exit_page, visit:country_name, visit:region_name, visit:city_name, visit:browser, visit:browser_version, visit:os, visit:os_version, visit:device, visit:language; visit:first_source and others of the visitor's first visit."},
                  {{{Filters}}},
                  "order_by": {"type": "array", "items": {"type": "array"}, "description": "Such as [[\"visitors\", \"desc\"]], of metrics and dimensions that are asked for."},
                  "include": {"type": "object", "properties": {"time_labels": {"type": "boolean"}, "total_rows": {"type": "boolean"}, "comparisons": {"type": "object", "description": "{\"mode\": \"previous_period\" | \"year_over_year\"} or {\"mode\": \"custom\", \"date_range\": […]}"} } },
                  "pagination": {"type": "object", "properties": {"limit": {"type": "integer", "minimum": 1, "maximum": 1000}, "offset": {"type": "integer", "minimum": 0}}, "description": "100 rows where it is absent."}
                }}
                """, found.QueryAsync),
            Report(found, api, "funnel", "funnels", "Funnel", $"How many visitors go how far through 2 to 10 steps, with times between them and where they stop. A step is {Events}.", """
                "steps": {"type": "array", "minItems": 2, "maxItems": 10, "items": {"type": "object"}},
                "order": {"enum": ["ordered", "strict"]}, "window": {"type": "string", "description": "30m, 12h, 7d (the default), or visit."},
                "breakdown": {"type": "string", "description": "A dimension."}, "interval": {"enum": ["hour", "day", "week", "month"], "description": "Adds a table over time."},
                "explore": {"type": "integer", "description": "A step, after which to tell what people did instead."}
                """, "steps"),
            Report(found, api, "retention", "retention", "Retention", $"How many of those who came first in one period come again in later ones, by cohorts. Only for projects whose mode is identified. first and return are {Events}.", """
                "first": {"type": "object"}, "return": {"type": "object"}, "interval": {"enum": ["day", "week", "month"]}, "periods": {"type": "integer", "minimum": 1, "maximum": 90}, "count": {"enum": ["on", "on_or_after"]}
                """),
            Report(found, api, "journeys", "journeys", "Journeys", $"The ways that visits take step by step, from an entry or to an exit, as places and the links between them. from and to are \"entry\", \"exit\" or {Events}.", """
                "from": {}, "to": {}, "by": {"enum": ["page", "event"]}, "steps": {"type": "integer", "minimum": 2, "maximum": 10}, "places": {"type": "integer", "minimum": 1, "maximum": 25}
                """),
            Report(found, api, "trends", "trends", "Trends", $"Events and visitors over time, and sums, averages and quantiles of what a numeric prop measures. A series is {{\"events\": …, \"measure\": …, \"property\": \"event:props:…\"}} with events as {Events}.", """
                "series": {"type": "array", "minItems": 1, "maxItems": 5, "items": {"type": "object", "properties": {"events": {"type": "object"}, "measure": {"enum": ["total", "visitors", "sum", "average", "median", "p90", "p95", "p99", "share"]}, "property": {"type": "string"}}}},
                "interval": {"enum": ["hour", "day", "week", "month"]}, "breakdown": {"type": "string"}, "ratio": {"type": "boolean"}, "moving_average": {"type": "integer"}
                """, "series"),
            Report(found, api, "experiment", "experiments", "Experiment", $"Which variant of an experiment does better and how sure that is: conversion with credible intervals, probability to be best, expected loss, and whether the split is as meant. goal is {Events}.", """
                "experiment": {"type": "string", "description": "Its key."}, "exposure": {"type": "object"}, "variant": {"type": "string"}, "goal": {"type": "object"}, "value": {"type": "object"}, "control": {"type": "string"}, "weights": {"type": "object"}
                """, "goal"),
            new AskingTool(api, "goals", "Goals", "Lists a project's goals: what it hopes that people do. query breaks down by them with the dimension event:goal and metrics visitors, events, conversion_rate.",
                $$$"""{"type": "object", "required": ["project"], "properties": { {{{Project}}} } }""", (arguments, cancellation) => found.GetAsync("goals", arguments, cancellation)),
            new AskingTool(api, "live_visitors", "Visitors now", "How many visitors had an event in the last five minutes.",
                $$$"""{"type": "object", "required": ["project"], "properties": { {{{Project}}} } }""", (arguments, cancellation) => found.GetAsync("realtime", arguments, cancellation)),
        ];
    }

    private static AskingTool Report(FoundProject found, IFootfallApi api, string name, string kind, string title, string description, string members, params string[] required) => new(
        api, name, title, $"{description} Answers tables; notes say what bounds their meaning.",
        $$$"""{"type": "object", "required": [{{{string.Join(", ", ((string[])["project", "date_range", .. required]).Select(Quoted))}}}], "properties": { {{{Project}}}, {{{DateRange}}}, {{{Filters}}}, {{{members}}} } }""",
        (arguments, cancellation) => found.ReportAsync(kind, arguments, cancellation));

    private static string Quoted(string name) => $"\"{name}\"";
}
