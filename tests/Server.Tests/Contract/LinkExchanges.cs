namespace Footfall.Server.Tests.Contract;

// Data table.

/// <summary>Shared links and what their readers ask, in order: later ones use what earlier ones made.</summary>
internal static class LinkExchanges
{
    private const string Nobody = "00000000-0000-4000-8000-000000000000";
    private const string Each = "/api/v1/projects/{project}/links";
    private const string One = "/api/v1/projects/{project}/links/{link}";
    private const string Shared = "/api/v1/shared/{slug}";
    private const string Open = """{"name":"For all","panels":["totals","places","live"],"reports":["{report}"],"may_filter":true,"frame_ancestors":["https://frame.example"],"expires_at":"2199-01-01T00:00:00Z"}""";
    private const string Hiding = """{"name":"Hiding","panels":["totals","places"],"threshold":{"least":5,"grain":"day","dimensions":["visit:country"]}}""";
    private const string Locked = """{"name":"Locked","panels":["totals"],"password":"correct horse"}""";
    private const string Question = """{"site_id":"-","metrics":["visitors"],"date_range":"7d"}""";

    public static IReadOnlyList<Exchange> All { get; } = [.. Making(), .. Changing(), .. Looking(), .. Opening(), .. Revoking()];

    private static IEnumerable<Exchange> Making()
    {
        const string make = $"POST {Each}";
        yield return new("POST /api/v1/projects/{project}/definitions", 201, """{"kind":"report","name":"Shared funnel","body":{"report":"funnels","question":{"date_range":"30d","steps":[{"page":"/"},{"event":"signup"}]},"draft":"[]"}}""") { Learn = "report=id" };
        yield return new(make, 201, Open) { Learn = "link=id,slug=slug" };
        yield return new(make, 201, Hiding) { Learn = "hiding=slug" };
        yield return new(make, 201, Locked) { Learn = "locked-link=id,locked=slug" };
        yield return new(make, 400, "{");
        yield return new(make, 401, Open) { As = Caller.Nobody };
        yield return new(make, 403, Open) { As = Caller.Reader };
        yield return new(make, 404, Open) { Address = $"/api/v1/projects/{Nobody}/links" };
        yield return new(make, 409, Hiding.Replace(":5", ":6", StringComparison.Ordinal));
        yield return new(make, 413, $$"""{"name":"{{new string('x', 70_000)}}"}""");
        yield return new(make, 415, Open) { Type = "text/plain" };
        yield return new(make, 422, """{"name":"Empty","panels":[]}""");
        yield return new($"GET {Each}", 200);
        yield return new($"GET {Each}", 401) { As = Caller.Nobody };
        yield return new($"GET {Each}", 403) { As = Caller.Reader };
        yield return new($"GET {Each}", 404) { Address = $"/api/v1/projects/{Nobody}/links" };
    }

    private static IEnumerable<Exchange> Changing()
    {
        const string change = $"PUT {One}";
        yield return new(change, 200, Open.Replace("For all", "For everybody", StringComparison.Ordinal));
        yield return new(change, 400, "[]");
        yield return new(change, 401, Open) { As = Caller.Nobody };
        yield return new(change, 403, Open) { As = Caller.Reader };
        yield return new(change, 404, Open) { Address = $"{Each}/{Nobody}" };
        yield return new(change, 409, Hiding);
        yield return new(change, 413, $$"""{"name":"{{new string('x', 70_000)}}"}""");
        yield return new(change, 415, Open) { Type = "text/plain" };
        yield return new(change, 422, """{"name":"","panels":["totals"]}""");
    }

    private static IEnumerable<Exchange> Looking()
    {
        yield return new($"GET {Shared}", 200) { As = Caller.Nobody };
        yield return new($"GET {Shared}", 404) { As = Caller.Nobody, Address = "/api/v1/shared/none" };
        yield return new($"POST {Shared}/query", 200, Question) { As = Caller.Nobody };
        yield return new($"POST {Shared}/query", 200, Question) { As = Caller.Nobody, Address = "/api/v1/shared/{hiding}/query" };
        yield return new($"POST {Shared}/query", 400, """{"site_id":"-","metrics":["visitors"],"date_range":"7d","dimensions":["event:page"]}""") { As = Caller.Nobody };
        yield return new($"POST {Shared}/query", 401, Question) { As = Caller.Nobody, Address = "/api/v1/shared/{locked}/query" };
        yield return new($"POST {Shared}/query", 404, Question) { As = Caller.Nobody, Address = "/api/v1/shared/none/query" };
        yield return new($"GET {Shared}/realtime", 200) { As = Caller.Nobody };
        yield return new($"GET {Shared}/realtime", 400) { As = Caller.Nobody, Address = "/api/v1/shared/{hiding}/realtime" };
        yield return new($"GET {Shared}/realtime", 401) { As = Caller.Nobody, Address = "/api/v1/shared/{locked}/realtime" };
        yield return new($"GET {Shared}/realtime", 404) { As = Caller.Nobody, Address = "/api/v1/shared/none/realtime" };
        const string report = $"POST {Shared}/reports/{{report}}";
        yield return new(report, 200, """{"date_range":"7d"}""") { As = Caller.Nobody };
        yield return new(report, 400, """{"date_range":"7d","filters":[]}""") { As = Caller.Nobody };
        yield return new(report, 401, """{"date_range":"7d"}""") { As = Caller.Nobody, Address = "/api/v1/shared/{locked}/reports/{report}" };
        yield return new(report, 404, """{"date_range":"7d"}""") { As = Caller.Nobody, Address = $"/api/v1/shared/{{slug}}/reports/{Nobody}" };
    }

    private static IEnumerable<Exchange> Opening()
    {
        const string open = $"POST {Shared}/session";
        const string locked = "/api/v1/shared/{locked}/session";
        yield return new($"GET {Shared}", 200) { As = Caller.Nobody, Address = "/api/v1/shared/{locked}" };
        yield return new(open, 200, """{"password":"correct horse"}""") { As = Caller.Nobody, Address = locked, Learn = "ticket=ticket" };
        yield return new($"POST {Shared}/query", 200, Question) { As = Caller.Nobody, Address = "/api/v1/shared/{locked}/query", Headers = [("Footfall-Link", "{ticket}")] };
        yield return new(open, 400, "{") { As = Caller.Nobody, Address = locked };
        yield return new(open, 401, """{"password":"wrong horse"}""") { As = Caller.Nobody, Address = locked };
        yield return new(open, 404, """{"password":"x"}""") { As = Caller.Nobody, Address = "/api/v1/shared/none/session" };
        yield return new(open, 413, $$"""{"password":"{{new string('x', 5000)}}"}""") { As = Caller.Nobody, Address = locked };
        yield return new(open, 415, """{"password":"x"}""") { As = Caller.Nobody, Address = locked, Type = "text/plain" };
        yield return new(open, 422, """{"password":""}""") { As = Caller.Nobody, Address = locked };
        yield return new(open, 429, """{"password":"wrong horse"}""") { As = Caller.Nobody, Address = locked, Times = 12 };
    }

    private static IEnumerable<Exchange> Revoking()
    {
        yield return new($"DELETE {One}", 401) { As = Caller.Nobody };
        yield return new($"DELETE {One}", 403) { As = Caller.Reader };
        yield return new($"DELETE {One}", 204);
        yield return new($"DELETE {One}", 404);
        yield return new($"GET {Shared}", 404) { As = Caller.Nobody };
    }
}
