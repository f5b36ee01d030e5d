namespace Footfall.Server.Tests.Contract;

// Data table.

/// <summary>Reports and alerts, in order: later ones use what earlier ones made.</summary>
internal static class NoticeExchanges
{
    private const string Nobody = "00000000-0000-4000-8000-000000000000";
    private const string Each = "/api/v1/projects/{project}/notices";
    private const string One = "/api/v1/projects/{project}/notices/{notice}";
    private const string Report = """{"kind":"report","name":"Weekly","body":{"every":"week","on":"monday","at":"08:00","outputs":{"email":["you@example.org"]}}}""";
    private const string Alert = """{"kind":"alert","name":"Silence","body":{"rule":{"kind":"silence","hours":6},"outputs":{"slack":"https://hooks.example.org/x"}},"enabled":false}""";

    public static IReadOnlyList<Exchange> All { get; } = [.. Making(), .. Changing(), .. Sending(), .. Removing()];

    private static IEnumerable<Exchange> Making()
    {
        const string make = $"POST {Each}";
        yield return new(make, 201, Report) { Learn = "notice=id" };
        yield return new(make, 201, Alert);
        yield return new(make, 400, "{");
        yield return new(make, 401, Report) { As = Caller.Nobody };
        yield return new(make, 403, Report) { As = Caller.Reader };
        yield return new(make, 404, Report) { Address = $"/api/v1/projects/{Nobody}/notices" };
        yield return new(make, 413, $$"""{"name":"{{new string('x', 70_000)}}"}""");
        yield return new(make, 415, Report) { Type = "text/plain" };
        yield return new(make, 422, """{"kind":"report","name":"x","body":{"every":"week","outputs":{}}}""");
        yield return new($"GET {Each}", 200);
        yield return new($"GET {Each}", 401) { As = Caller.Nobody };
        yield return new($"GET {Each}", 403) { As = Caller.Reader };
        yield return new($"GET {Each}", 404) { Address = $"/api/v1/projects/{Nobody}/notices" };
    }

    private static IEnumerable<Exchange> Changing()
    {
        const string change = $"PUT {One}";
        yield return new(change, 200, Report.Replace("08:00", "09:00", StringComparison.Ordinal));
        yield return new(change, 400, "[]");
        yield return new(change, 401, Report) { As = Caller.Nobody };
        yield return new(change, 403, Report) { As = Caller.Reader };
        yield return new(change, 404, Report) { Address = $"{Each}/{Nobody}" };
        yield return new(change, 409, Alert);
        yield return new(change, 413, $$"""{"name":"{{new string('x', 70_000)}}"}""");
        yield return new(change, 415, Report) { Type = "text/plain" };
        yield return new(change, 422, """{"name":"","body":{}}""");
    }

    private static IEnumerable<Exchange> Sending()
    {
        const string test = $"POST {One}/test";
        // This server has no mail server: the letter says so.
        yield return new(test, 200);
        yield return new(test, 401) { As = Caller.Nobody };
        yield return new(test, 403) { As = Caller.Reader };
        yield return new(test, 404) { Address = $"{Each}/{Nobody}/test" };
        yield return new(test, 429) { Times = 12 };
        yield return new($"GET {One}/letters", 200);
        yield return new($"GET {One}/letters", 401) { As = Caller.Nobody };
        yield return new($"GET {One}/letters", 403) { As = Caller.Reader };
        yield return new($"GET {One}/letters", 404) { Address = $"{Each}/{Nobody}/letters" };
        yield return new("POST /api/v1/unsubscribe", 403) { As = Caller.Nobody, Address = "/api/v1/unsubscribe?notice={notice}&address=you@example.org&proof=x" };
    }

    private static IEnumerable<Exchange> Removing()
    {
        yield return new($"DELETE {One}", 401) { As = Caller.Nobody };
        yield return new($"DELETE {One}", 403) { As = Caller.Reader };
        yield return new($"DELETE {One}", 204);
        yield return new($"DELETE {One}", 404);
    }
}
