using System.Text.Json.Nodes;
using ModelContextProtocol.Server;

namespace Footfall.Mcp;

// Data table.

/// <summary>What an assistant may ask of a shared link: what the link shows, with small numbers hidden where it hides them.</summary>
internal static class LinkTools
{
    public static IReadOnlyList<McpServerTool> Of(IFootfallApi api, string slug) =>
    [
        new AskingTool(api, "describe", "What this link shows", "Tells the project, the panels and reports that this shared link shows, and whether numbers about few people are hidden. Ask this first.",
            """{"type": "object", "properties": {}}""", (_, cancellation) => SendAsync(api, slug, "GET", "", null, cancellation)),
        new AskingTool(api, "query", "Numbers", "Counts over a period what the link's panels show, in total, over time, or by one dimension. What the link does not show is refused with the reason. Where small numbers are hidden, no filters are taken, whole days or months are summed, and null is a number about too few people.",
            """
            {"type": "object", "required": ["metrics", "date_range"], "properties": {
              "metrics": {"type": "array", "minItems": 1, "items": {"enum": ["visitors", "visits", "pageviews", "views_per_visit", "bounce_rate", "visit_duration", "events", "percentage", "conversion_rate"]}},
              "date_range": {"description": "\"7d\", \"28d\", \"30d\", \"91d\", \"month\", \"12mo\", \"year\", \"all\", or two days [\"2026-11-01\", \"2026-11-30\"].", "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2}]},
              "dimensions": {"type": "array", "maxItems": 1, "items": {"type": "string"}, "description": "time:day, time:month, event:page, visit:source, visit:country, visit:device and others of the link's panels."},
              "filters": {"type": "array", "items": {"type": "array"}, "description": "[operator, dimension, [values]], where the link's readers may filter."},
              "pagination": {"type": "object", "properties": {"limit": {"type": "integer"}, "offset": {"type": "integer"}}}
            }}
            """, (arguments, cancellation) =>
            {
                arguments["site_id"] = slug;
                if (arguments["pagination"] is null) arguments["pagination"] = new JsonObject { ["limit"] = 100 };
                return SendAsync(api, slug, "POST", "/query", arguments.ToJsonString(), cancellation);
            }),
        new AskingTool(api, "live_visitors", "Visitors now", "How many visitors had an event in the last five minutes, where the link shows it.",
            """{"type": "object", "properties": {}}""", (_, cancellation) => SendAsync(api, slug, "GET", "/realtime", null, cancellation)),
    ];

    private static Task<ApiAnswer> SendAsync(IFootfallApi api, string slug, string method, string what, string? body, CancellationToken cancellation) =>
        api.SendAsync(new ApiRequest(method, "/api/v1/shared/{slug}" + what, new Dictionary<string, string> { ["slug"] = slug }, body), cancellation);
}
