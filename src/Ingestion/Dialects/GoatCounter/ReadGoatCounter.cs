using System.Text.Json;
using Footfall.Events;
using Footfall.Ingestion.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Footfall.Ingestion.Dialects.GoatCounter;

/// <summary>
/// Reads GoatCounter's hits. They have the path of a page only: its host is the one that the browser names, else the project's first domain.
/// </summary>
internal static class ReadGoatCounter
{
    /// <summary>A hit of the script; without a name where it has no path.</summary>
    public static Draft Count(HttpRequest request, IReadOnlyDictionary<string, string> query, Project? project)
    {
        var draft = new Draft();
        if (query.GetValueOrDefault("p") is not { Length: > 0 } path) return draft;
        Page(draft, request, project, path, query.GetValueOrDefault("q"), query.GetValueOrDefault("e") is "true" or "1" or "t");
        draft.Title = query.GetValueOrDefault("t");
        draft.Referrer = query.GetValueOrDefault("r") is { Length: > 0 } referrer ? referrer : null;
        (draft.ScreenWidth, draft.ScreenHeight) = Words.Screen(query.GetValueOrDefault("s"));
        // The script's own opinion; small numbers are what a browser says of itself without being driven.
        draft.SaysAutomated = ushort.TryParse(query.GetValueOrDefault("b"), out var bot) && bot >= 150;
        return draft;
    }

    /// <summary>A hit that a server tells.</summary>
    public static Draft Hit(HttpRequest request, JsonElement hit, Project? project)
    {
        var draft = new Draft { Library = "goatcounter-api" };
        if (hit.Text("path") is not { } path) return draft;
        Page(draft, request, project, path, hit.Text("query"), hit.Member("event").Flag() == true, hit.Text("host"));
        draft.Title = hit.Text("title");
        draft.Referrer = hit.Text("ref");
        draft.Language = hit.Text("language", 35);
        draft.Session = Words.Identity(hit.Text("session"));
        draft.Time = hit.Member("created_at").Time();
        draft.Address = Words.Address(hit.Text("ip", 64));
        draft.UserAgent = hit.Text("user_agent", 1024);
        var size = hit.Member("size");
        (draft.ScreenWidth, draft.ScreenHeight) = Words.Screen(size?.ValueKind == JsonValueKind.Array ? string.Join(',', size.Value.EnumerateArray().Take(2)) : size.Text(32));
        return draft;
    }

    private static void Page(Draft draft, HttpRequest request, Project? project, string path, string? query, bool isEvent, string? host = null)
    {
        var named = PageOf(request);
        host ??= named?.Hostname ?? (project is { Domains: [var first, ..] } ? first : request.Host.Host);
        draft.Name = isEvent ? Words.Name(path) : EventNames.Pageview;
        // An event stands in the place of the path: where it happened, the browser may tell.
        var page = isEvent ? named?.Path ?? "/" : path;
        if (page.Contains("://", StringComparison.Ordinal)) draft.Url = Words.Url(page);
        else draft.Url = Words.Url((page.StartsWith('/') ? page : "/" + page) + Query(page, query), host, keepsFragment: true);
    }

    /// <summary>The campaign stands beside the path, which may have parameters of its own.</summary>
    private static string Query(string path, string? query)
    {
        var text = query?.TrimStart('?') ?? "";
        if (text.Length == 0 || path.EndsWith(text, StringComparison.Ordinal)) return "";
        return (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + text;
    }

    private static PageUrl? PageOf(HttpRequest request)
    {
        if (request.Headers.Referer is [{ Length: > 0 } referer] && PageUrl.TryParse(referer, out var page)) return page;
        return request.Headers.Origin is [{ Length: > 0 } origin] && PageUrl.TryParse(origin, out page) ? page : null;
    }
}
