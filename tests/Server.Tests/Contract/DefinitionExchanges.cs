namespace Footfall.Server.Tests.Contract;

// Data table.

/// <summary>Segments, views, reports, annotations and experiments, in order: later ones use what earlier ones made.</summary>
internal static class DefinitionExchanges
{
    private const string Nobody = "00000000-0000-4000-8000-000000000000";
    private const string Each = "/api/v1/projects/{project}/definitions";
    private const string One = "/api/v1/projects/{project}/definitions/{definition}";
    private const string Segment = """{"kind":"segment","name":"Phones","body":{"filters":[["is","visit:device",["Mobile"]]]}}""";
    private const string Changed = """{"name":"Phones","body":{"filters":[["is","visit:device",["Mobile","Tablet"]]]}}""";

    public static IReadOnlyList<Exchange> All { get; } = [.. Keeping(), .. Changing(), .. Naming(), .. Refusing(), .. Removing()];

    private static IEnumerable<Exchange> Keeping()
    {
        const string keep = $"POST {Each}";
        yield return new(keep, 201, Segment) { Learn = "definition=id" };
        yield return new(keep, 201, """{"kind":"view","name":"Phones, by week","body":{"page":"overview","address":"?period=91d&f=is,device,Mobile"}}""");
        yield return new(keep, 201, """{"kind":"report","name":"To sign-up","body":{"report":"funnels","question":{"date_range":"30d","steps":[{"page":"/"},{"event":"signup"}]},"draft":"[]"}}""");
        yield return new(keep, 201, """{"kind":"annotation","name":"Version 2","body":{"at":"2026-11-22"}}""");
        yield return new(keep, 201, """{"kind":"experiment","name":"colour","body":{"status":"running","question":{"date_range":"all","experiment":"colour","goal":{"event":"signup"},"weights":{"green":1,"red":1}},"minimum_effect":0.1,"since":"2026-11-22"}}""");
        yield return new(keep, 400, "[]");
        yield return new(keep, 401, Segment) { As = Caller.Nobody };
        yield return new(keep, 403, Segment) { As = Caller.Reader };
        yield return new(keep, 403, Segment) { As = Caller.Forger };
        yield return new(keep, 404, Segment) { Address = $"/api/v1/projects/{Nobody}/definitions" };
        yield return new(keep, 409, Segment);
        yield return new(keep, 413, $$"""{"kind":"segment","name":"{{new string('x', 70_000)}}"}""");
        yield return new(keep, 415, Segment) { Type = "text/plain" };
        yield return new(keep, 422, """{"kind":"segment","name":"x","body":{"filters":[]}}""");
        yield return new($"GET {Each}", 200) { As = Caller.Reader };
        yield return new($"GET {Each}", 401) { As = Caller.Nobody };
        yield return new($"GET {Each}", 404) { Address = $"/api/v1/projects/{Nobody}/definitions" };
        yield return new($"GET {Each}", 422) { Address = $"{Each}?kind=other" };
    }

    private static IEnumerable<Exchange> Changing()
    {
        const string change = $"PUT {One}";
        yield return new($"GET {One}", 200) { As = Caller.Reader };
        yield return new($"GET {One}", 401) { As = Caller.Nobody };
        yield return new($"GET {One}", 404) { Address = $"{Each}/{Nobody}" };
        yield return new(change, 200, Changed) { Headers = [("If-Match", "\"1\"")] };
        yield return new(change, 400, "[]");
        yield return new(change, 401, Changed) { As = Caller.Nobody };
        yield return new(change, 403, Changed) { As = Caller.Reader };
        yield return new(change, 404, Changed) { Address = $"{Each}/{Nobody}" };
        yield return new(change, 412, Changed) { Headers = [("If-Match", "\"1\"")] };
        yield return new(change, 413, $$"""{"name":"{{new string('x', 70_000)}}"}""");
        yield return new(change, 415, Changed) { Type = "text/plain" };
        yield return new(change, 422, """{"name":"","body":{}}""");
        yield return new(change, 428, Changed);
    }

    private static IEnumerable<Exchange> Naming()
    {
        yield return new("POST /api/v2/query", 200, """{"site_id":"{project}","metrics":["visitors"],"date_range":"7d","filters":[["is","segment",["{definition}"]]]}""") { As = Caller.Reader };
        yield return new("POST /api/v1/projects/{project}/funnels", 200, """{"date_range":"7d","filters":[["is_not","segment",["Phones"]]],"steps":[{"event":"pageview"},{"event":"signup"}]}""");
    }

    /// <summary>What a sealed project answers: the server may not know its segments.</summary>
    private static IEnumerable<Exchange> Refusing()
    {
        foreach (var (operation, body) in new[] { ($"GET {Each}", null), ($"GET {One}", null), ($"PUT {One}", Changed), ($"DELETE {One}", null) })
            yield return new(operation, 409, body) { As = Caller.Owner, Address = operation.Split(' ')[1].Replace("{project}", "{sealed}", StringComparison.Ordinal) };
    }

    private static IEnumerable<Exchange> Removing()
    {
        const string remove = $"DELETE {One}";
        yield return new(remove, 401) { As = Caller.Nobody };
        yield return new(remove, 403) { As = Caller.Reader };
        yield return new(remove, 404) { Address = $"{Each}/{Nobody}" };
        yield return new(remove, 412) { Headers = [("If-Match", "\"1\"")] };
        yield return new(remove, 428);
        yield return new(remove, 204) { Headers = [("If-Match", "\"2\"")] };
    }
}
