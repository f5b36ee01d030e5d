using System.Globalization;
using System.Text;

namespace Footfall.Reliability.Tests.Running;

/// <summary>Makes requests that begin as good ones and are then spoilt a little: in their bytes, their values, their headers and their query.</summary>
internal sealed class Fuzz(int seed, TestProject project)
{
    private static readonly string[] Values =
    [
        "null", "true", "-1", "1e999", "9223372036854775808", "0.1", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "[]", "{}", "[[]]", "\"" + new string('x', 5000) + "\"", "\"2026-13-45\"",
        "\"' OR 1=1 --\"", "\"../../etc/passwd\"", "\"0001-01-01\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"pageview\"", "[\"all\"]", "[null]", "\"💥\"", "\"%\"", "\"[(\"",
    ];

    private static readonly (string Name, string Value)[] Headers =
    [
        ("User-Agent", "\u00ff\u00fe"), ("User-Agent", new string('a', 8000)), ("Cookie", "footfall=; __Host-footfall=%%%;;=;"), ("Cookie", "__Host-footfall-session=" + new string('A', 3000)), ("Origin", "null"),
        ("Origin", "http://[::"), ("X-Forwarded-For", "1.2.3, , \u00ff"), ("Forwarded", "for=\"[::1"), ("Accept-Language", ";q=;,,*"), ("Referer", "http://\u00ff/%zz"), ("Sec-CH-UA", "\"a;v=;;\"\""),
        ("Authorization", "Bearer"), ("Authorization", "Bearer \u00ff\u00ff"), ("Content-Encoding", "gzip, br"), ("Content-Type", "text/plain; charset=utf-7"), ("Content-Type", "multipart/form-data"),
        ("If-None-Match", "\"\"\","), ("Accept-Encoding", "q=;br;;"), ("X-Retry-Count", "-"), ("Sec-Fetch-Site", "cross-site"), ("X-CSRF-Token", "\u0080"), ("DNT", "1"), ("Range", "bytes=5-1,-"),
    ];

    private readonly Random random = new(seed);

    /// <summary>Every public address, with a body that is good there; a query stands in the path.</summary>
    public IReadOnlyList<(HttpMethod Method, string Path, string? Body)> Endpoints { get; } =
    [
        (HttpMethod.Post, "/collect", $$$"""{"key":"{{{project.Key}}}","sent_at":"2026-11-26T10:00:00Z","context":{"language":"en"},"events":[{"id":"a","name":"buy","time":"2026-11-26T10:00:00Z","url":"https://example.org/a?b=c#d","title":"T","referrer":"https://google.com/","props":{"a":1,"b":{"c":[1]}},"revenue":{"amount":"1.5","currency":"EUR"},"engagement_ms":5,"scroll_depth":7,"screen":{"width":5,"height":6},"groups":{"g":"h"},"interactive":true}]}"""),
        (HttpMethod.Post, "/track/view", $$$"""{"key":"{{{project.Key}}}","pageUrl":"https://example.org/","pageTitle":"T"}"""),
        (HttpMethod.Post, "/track/interaction", $$$"""{"key":"{{{project.Key}}}","type":"click","data":{"elementId":"a","pageUrl":"https://example.org/"}}"""),
        (HttpMethod.Post, "/track/event", $$$"""{"key":"{{{project.Key}}}","name":"a.b","data":{"c":1}}"""),
        (HttpMethod.Get, $"/pixel.gif?key={project.Key}&url=https://example.org/&title=T&name=pageview", null),
        (HttpMethod.Options, "/collect", null),
        (HttpMethod.Post, "/collect/sealed?wait=stored", "\0\0\0\u0008[1,2,3,]\0\0\0\u0002{}"),
        (HttpMethod.Get, $"/collect/sealed?key={project.Key}", null),
        (HttpMethod.Get, $"/api/v1/projects/{project.Id}/envelopes?after=1&limit=10", null),
        (HttpMethod.Get, $"/api/v1/projects/{project.Id}/segments", null),
        (HttpMethod.Post, $"/api/v1/projects/{project.Id}/segments", "\0\0\0\u0002{}"),
        (HttpMethod.Delete, $"/api/v1/projects/{project.Id}/segments/AAAAAAAAAAAAAAAAAAAAAA", """{"manifest":"e30","signature":"AAAA"}"""),
        (HttpMethod.Post, "/api/v2/query", """{"site_id":"example.org","metrics":["visitors","events"],"date_range":"7d","dimensions":["visit:source","time:day"],"filters":[["and",[["is","event:page",["/a"]],["not",["contains","visit:source",["x"]]]]],["has_done",["matches","event:goal",["a.*"]]]],"order_by":[["visitors","desc"]],"include":{"time_labels":true,"total_rows":true,"comparisons":{"mode":"previous_period"}},"pagination":{"limit":10,"offset":0}}"""),
        (HttpMethod.Get, "/api/v1/stats/aggregate?site_id=example.org&period=7d&metrics=visitors,bounce_rate&filters=event:page==/a**", null),
        (HttpMethod.Get, "/api/v1/stats/timeseries?site_id=example.org&period=custom&date=2026-11-01,2026-11-20&interval=day", null),
        (HttpMethod.Get, "/api/v1/stats/breakdown?site_id=example.org&property=visit:source&limit=5&page=1", null),
        (HttpMethod.Get, "/api/v1/stats/realtime/visitors?site_id=example.org", null),
        (HttpMethod.Get, "/live?project=example.org&ticket=abc", null),
        (HttpMethod.Post, "/api/v1/live-tickets", """{"project":"example.org"}"""),
        (HttpMethod.Get, "/events/count?project=example.org", null),
        (HttpMethod.Get, "/events/recent?limit=5&project=example.org", null),
        (HttpMethod.Get, "/api/v1/projects", null),
        (HttpMethod.Post, "/api/v1/projects", """{"name":"n","domains":[],"mode":"identified","timezone":"UTC","retention_days":5}"""),
        (HttpMethod.Patch, $"/api/v1/projects/{project.Id}", """{"name":"n","allowed_hosts":[],"opt_out":"ignore","redacted_parameters":["a"],"timezone":"Europe/Berlin"}"""),
        (HttpMethod.Post, $"/api/v1/projects/{project.Id}/goals", """{"event_name":"signup","display_name":"S","currency":"EUR"}"""),
        (HttpMethod.Put, $"/api/v1/projects/{project.Id}/declared-events", """{"items":[{"name":"a","props":["b"],"purpose":"c"}],"drop_undeclared":false}"""),
        (HttpMethod.Get, $"/api/v1/projects/{project.Id}/ledger?from=2026-11-01&to=2026-11-27", null),
        (HttpMethod.Get, $"/api/v1/projects/{project.Id}/bots?date_range=7d", null),
        (HttpMethod.Get, $"/api/v1/projects/{project.Id}/audit?after=1&limit=10", null),
        (HttpMethod.Get, $"/api/v1/projects/{project.Id}/realtime", null),
        (HttpMethod.Get, "/api/v1/audit?after=1&limit=10", null),
        (HttpMethod.Post, $"/api/v1/projects/{project.Id}/sites/example.org/confirm", "{}"),
        (HttpMethod.Post, "/api/v1/tokens", """{"name":"t","scopes":["read"],"projects":[]}"""),
        (HttpMethod.Get, "/api/v1/session/parameters?email=a@example.org", null),
        (HttpMethod.Post, "/api/v1/session", """{"email":"a@example.org","login_key":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"""),
        (HttpMethod.Post, "/api/v1/setup", """{"token":"t","email":"a@example.org","login_key":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"""),
        (HttpMethod.Delete, "/api/v1/tokens/00000000-0000-0000-0000-000000000001", null),
        (HttpMethod.Get, "/js/tracking.js", null),
        (HttpMethod.Get, "/health", null),
        (HttpMethod.Get, "/metrics", null),
    ];

    /// <summary>A request, and how it reads in a message.</summary>
    public (HttpRequestMessage Request, string Told) Request(HttpMethod method, string path, string? template, string token)
    {
        var address = path.Contains('?', StringComparison.Ordinal) && random.Next(3) > 0 ? Query(path) : path;
        var request = new HttpRequestMessage(method, address);
        var told = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{method} {address}");
        if (random.Next(8) > 0) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        if (template is not null)
        {
            var body = Body(template);
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            told.Append(CultureInfo.InvariantCulture, $" {Encoding.Latin1.GetString(body)}");
        }

        for (var spoilt = random.Next(3); spoilt > 0; spoilt--)
        {
            var (name, value) = Headers[random.Next(Headers.Length)];
            if (name.StartsWith("Content", StringComparison.Ordinal)) request.Content?.Headers.TryAddWithoutValidation(name, value);
            else request.Headers.TryAddWithoutValidation(name, value);
            told.Append(CultureInfo.InvariantCulture, $" {name}: {value}");
        }

        return (request, told.ToString());
    }

    private string Query(string path)
    {
        var parts = path.Split('?', '&');
        var at = random.Next(1, parts.Length);
        var name = parts[at].Split('=')[0];
        parts[at] = $"{name}={Uri.EscapeDataString(random.Next(2) == 0 ? Values[random.Next(Values.Length)].Trim('"') : new string((char)random.Next(32, 0x2FF), random.Next(1, 50)))}";
        return $"{parts[0]}?{string.Join('&', parts[1..])}";
    }

    private byte[] Body(string template)
    {
        for (var changes = random.Next(3); changes > 0; changes--) template = Replace(template);
        var bytes = Encoding.UTF8.GetBytes(template).ToList();
        if (random.Next(3) == 0)
        {
            for (var changes = random.Next(1, 4); changes > 0 && bytes.Count > 1; changes--)
            {
                var at = random.Next(bytes.Count);
                if (random.Next(3) == 0) bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at));
                else if (random.Next(2) == 0) bytes.Insert(at, (byte)random.Next(256));
                else bytes[at] = (byte)random.Next(256);
            }
        }

        return [.. bytes];
    }

    /// <summary>Puts a strange value in the place of one that stands behind a colon, a bracket or a comma.</summary>
    private string Replace(string json)
    {
        var places = Enumerable.Range(0, json.Length - 1).Where(i => json[i] is ':' or '[' or ',').ToList();
        if (places.Count == 0) return json;
        var from = places[random.Next(places.Count)] + 1;
        var to = json.IndexOfAny([',', ']', '}'], from);
        return to < 0 ? json : string.Concat(json.AsSpan(0, from), Values[random.Next(Values.Length)], json.AsSpan(to));
    }
}
