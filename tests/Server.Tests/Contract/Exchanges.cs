namespace Footfall.Server.Tests.Contract;

// Data table.

/// <summary>A request for every answer that the document promises, in order: later ones use what earlier ones made.</summary>
internal static class Exchanges
{
    private const string Nobody = "00000000-0000-4000-8000-000000000000";
    private const string Salt = "AAAAAAAAAAAAAAAAAAAAAA";
    private const string LoginKey = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static readonly (string, string) FromElsewhere = ("Origin", "https://elsewhere.example");

    /// <summary>Answers that take a broken disk, a full journal or half a minute; the tests named show them.</summary>
    public static IReadOnlyDictionary<string, string> ShownElsewhere { get; } = new Dictionary<string, string>
    {
        ["POST /collect 408"] = "BadInputTests",
        ["POST /track/view 408"] = "BadInputTests",
        ["POST /track/interaction 408"] = "BadInputTests",
        ["POST /track/event 408"] = "BadInputTests",
        ["POST /collect 503"] = "FullDiskTests",
        ["GET /collect/sealed 200"] = "SealedCollectTests",
        ["GET /collect/sealed 404"] = "SealedCollectTests",
        ["POST /collect/sealed 202"] = "SealedCollectTests",
        ["POST /collect/sealed 401"] = "SealedCollectTests",
        ["POST /collect/sealed 403"] = "SealedCollectTests",
        ["POST /collect/sealed 429"] = "SealedCollectTests",
        ["POST /collect/sealed 408"] = "BadInputTests",
        ["POST /collect/sealed 503"] = "FullDiskTests",
        ["GET /api/v1/projects/{project}/envelopes 400"] = "EnvelopeEndpointTests",
        ["GET /api/v1/projects/{project}/envelopes 200"] = "EnvelopeEndpointTests",
        ["GET /api/v1/projects/{project}/envelopes 304"] = "EnvelopeEndpointTests",
        ["GET /api/v1/projects/{project}/envelopes 503"] = "ThrownProblemTests",
        ["GET /api/v1/projects/{project}/segments 200"] = "SegmentEndpointTests",
        ["GET /api/v1/projects/{project}/segments 503"] = "ThrownProblemTests",
        ["POST /api/v1/projects/{project}/segments 204"] = "SegmentEndpointTests",
        ["POST /api/v1/projects/{project}/segments 400"] = "SegmentEndpointTests",
        ["POST /api/v1/projects/{project}/segments 403"] = "SegmentEndpointTests",
        ["POST /api/v1/projects/{project}/segments 503"] = "ThrownProblemTests",
        ["GET /api/v1/projects/{project}/segments/{segment} 200"] = "SegmentEndpointTests",
        ["DELETE /api/v1/projects/{project}/segments/{segment} 204"] = "SegmentEndpointTests",
        ["DELETE /api/v1/projects/{project}/segments/{segment} 400"] = "SegmentEndpointTests",
        ["DELETE /api/v1/projects/{project}/segments/{segment} 403"] = "SegmentEndpointTests",
        ["DELETE /api/v1/projects/{project}/segments/{segment} 503"] = "ThrownProblemTests",
        ["GET /api/v1/projects/{project}/streams/{stream}/items 200"] = "StreamEndpointTests",
        ["POST /api/v1/projects/{project}/streams/{stream}/items 204"] = "StreamEndpointTests",
        ["POST /api/v1/projects/{project}/streams/{stream}/items 422"] = "StreamEndpointTests",
        ["DELETE /api/v1/projects/{project}/streams/{stream} 204"] = "StreamEndpointTests",
        ["POST /track/view 503"] = "FullDiskTests",
        ["POST /track/interaction 503"] = "FullDiskTests",
        ["POST /track/event 503"] = "FullDiskTests",
        ["GET /pixel.gif 503"] = "FullDiskTests",
        ["GET /health 503"] = "StalledStoreTests",
        ["HEAD /health 503"] = "StalledStoreTests",
        ["POST /api/v2/query 503"] = "BusyStoreTests",
        ["GET /api/v1/stats/aggregate 503"] = "BusyStoreTests",
        ["GET /api/v1/stats/timeseries 503"] = "BusyStoreTests",
        ["GET /api/v1/stats/breakdown 503"] = "BusyStoreTests",
        ["GET /api/v1/projects 503"] = "ThrownProblemTests",
        ["GET /api/v1/projects/{project} 503"] = "ThrownProblemTests",
        ["PATCH /api/v1/projects/{project} 503"] = "ThrownProblemTests",
        ["DELETE /api/v1/projects/{project} 503"] = "ThrownProblemTests",
        ["DELETE /api/v1/projects/{project}/demo-data 503"] = "ThrownProblemTests",
        ["GET /api/v1/projects/{project}/seen-events 503"] = "ThrownProblemTests",
        ["GET /api/v1/projects/{project}/bots 503"] = "ThrownProblemTests",
        ["GET /api/v1/projects/{project}/ledger 503"] = "ThrownProblemTests",
        ["GET /events/count 503"] = "ThrownProblemTests",
        ["GET /events/recent 503"] = "ThrownProblemTests",
        ["POST /api/v2/query 409"] = "PlanEndpointTests",
        ["POST /api/v1/projects/{project}/funnels 409"] = "PlanEndpointTests",
        ["POST /api/v1/projects/{project}/retention 409"] = "PlanEndpointTests",
        ["POST /api/v1/projects/{project}/retention 503"] = "BusyStoreTests",
        ["POST /api/v1/projects/{project}/funnels 503"] = "BusyStoreTests",
        ["POST /api/v1/projects/{project}/experiments 409"] = "PlanEndpointTests",
        ["POST /api/v1/projects/{project}/experiments 503"] = "BusyStoreTests",
        ["POST /api/v1/projects/{project}/journeys 409"] = "PlanEndpointTests",
        ["POST /api/v1/projects/{project}/journeys 503"] = "BusyStoreTests",
        ["POST /api/v1/projects/{project}/attribution 409"] = "PlanEndpointTests",
        ["POST /api/v1/projects/{project}/attribution 503"] = "BusyStoreTests",
        ["POST /api/v1/projects/{project}/props 409"] = "PlanEndpointTests",
        ["POST /api/v1/projects/{project}/props 503"] = "BusyStoreTests",
        ["GET /api/v1/summary 503"] = "BusyStoreTests",
        ["POST /api/v1/projects/{project}/vitals 409"] = "PlanEndpointTests",
        ["POST /api/v1/projects/{project}/vitals 503"] = "BusyStoreTests",
        ["POST /api/v1/projects/{project}/trends 409"] = "PlanEndpointTests",
        ["POST /api/v1/projects/{project}/trends 503"] = "BusyStoreTests",
        ["GET /api/v1/stats/realtime/visitors 409"] = "PlanEndpointTests",
        ["GET /api/v1/stats/aggregate 409"] = "PlanEndpointTests",
        ["GET /api/v1/stats/timeseries 409"] = "PlanEndpointTests",
        ["GET /api/v1/stats/breakdown 409"] = "PlanEndpointTests",
        ["GET /api/v1/projects/{project}/realtime 409"] = "PlanEndpointTests",
        ["GET /api/v1/projects/{project}/bots 409"] = "PlanEndpointTests",
        ["GET /events/recent 409"] = "PlanEndpointTests",
        ["GET /api/v1/projects/{project}/notices 409"] = "NoticeTests",
        ["POST /api/v1/projects/{project}/notices 409"] = "NoticeTests",
        ["DELETE /api/v1/projects/{project}/notices/{notice} 409"] = "NoticeTests",
        ["POST /api/v1/projects/{project}/notices/{notice}/test 409"] = "NoticeTests",
        ["GET /api/v1/projects/{project}/notices/{notice}/letters 409"] = "NoticeTests",
        ["POST /api/v1/unsubscribe 204"] = "NoticeTests",
        ["GET /api/v1/projects/{project}/links 409"] = "SharedLinkTests",
        ["DELETE /api/v1/projects/{project}/links/{link} 409"] = "SharedLinkTests",
        ["POST /api/v1/shared/{slug}/query 503"] = "BusyStoreTests",
        ["POST /api/v1/shared/{slug}/reports/{report} 503"] = "BusyStoreTests",
        ["POST /api/v1/live-tickets 503"] = "LiveTicketsTests",
        ["POST /api/v1/vaults/{vault}/log 204"] = "VaultMembersTests",
        ["POST /api/v1/vaults/{vault}/invitations 409"] = "VaultMembersTests",
        ["POST /api/v1/invitations/{token}/accept 200"] = "VaultMembersTests",
        ["POST /api/v1/invitations/{token}/accept 404"] = "VaultMembersTests",
        ["POST /api/v1/invitations/{token}/accept 409"] = "VaultMembersTests",
        ["POST /api/v1/invitations/{token}/accept 422"] = "VaultMembersTests",
        ["DELETE /api/v1/vaults/{vault}/agents/{agent} 409"] = "AgentAndDocumentTests",
        ["POST /api/v1/account/password 204"] = "PasswordAndRecoveryTests",
        ["POST /api/v1/recovery/start 200"] = "PasswordAndRecoveryTests",
        ["POST /api/v1/recovery/start 401"] = "PasswordAndRecoveryTests",
        ["POST /api/v1/recovery/finish 200"] = "PasswordAndRecoveryTests",
        ["POST /api/v1/recovery/finish 401"] = "PasswordAndRecoveryTests",
    };

    public static IReadOnlyList<Exchange> All { get; } = [.. SetUp(), .. Projects(), .. VaultExchanges.All, .. BelongingToProjects(), .. DefinitionExchanges.All, .. LinkExchanges.All, .. NoticeExchanges.All, .. McpExchanges.All, .. Collecting(), .. Asking(), .. AskingForEnvelopes(), .. Watching(), .. Operating(), .. Tokens(), .. Leaving()];

    private static IEnumerable<Exchange> SetUp()
    {
        const string setUp = "POST /api/v1/setup";
        const string owner = $$"""{"token":"{setup}","email":"owner@example.org","name":"Owner","salt":"{{Salt}}","login_key":"{{LoginKey}}"}""";
        yield return new("GET /api/v1/setup", 200) { As = Caller.Nobody };
        yield return new(setUp, 400, "{") { As = Caller.Nobody };
        yield return new(setUp, 403, owner) { As = Caller.Nobody, Headers = [FromElsewhere] };
        yield return new(setUp, 415) { As = Caller.Nobody };
        yield return new(setUp, 422, """{"token":"x"}""") { As = Caller.Nobody };
        yield return new(setUp, 200, owner) { As = Caller.Nobody };
        yield return new(setUp, 429, owner) { As = Caller.Nobody, Times = 12 };

        const string signIn = "POST /api/v1/session";
        const string login = $$"""{"email":"owner@example.org","login_key":"{{LoginKey}}"}""";
        yield return new("GET /api/v1/session/parameters", 200) { As = Caller.Nobody, Address = "/api/v1/session/parameters?email=owner@example.org" };
        yield return new("GET /api/v1/session/parameters", 422) { As = Caller.Nobody };
        yield return new(signIn, 400, "{") { As = Caller.Nobody };
        yield return new(signIn, 401, login.Replace("AAA", "BBB", StringComparison.Ordinal)) { As = Caller.Nobody };
        yield return new(signIn, 403, login) { As = Caller.Nobody, Headers = [FromElsewhere] };
        yield return new(signIn, 415) { As = Caller.Nobody };
        yield return new(signIn, 422, """{"email":"owner@example.org","login_key":"short"}""") { As = Caller.Nobody };
        yield return new(signIn, 200, login) { As = Caller.Owner, Learn = "csrf=csrf_token" };
        yield return new(signIn, 429, login.Replace("owner", "other", StringComparison.Ordinal)) { As = Caller.Nobody, Times = 12 };
        yield return new("GET /api/v1/session", 200) { As = Caller.Owner, Learn = "account=account.id" };
        yield return new("GET /api/v1/session", 401) { As = Caller.Nobody };
    }

    private static IEnumerable<Exchange> Projects()
    {
        const string list = "GET /api/v1/projects";
        const string make = "POST /api/v1/projects";
        yield return new(make, 201, """{"name":"Site","domains":["site.example"],"mode":"identified","timezone":"Europe/Berlin","app_name":null,"retention_days":365}""") { Learn = "project=id,key=key" };
        yield return new(make, 201, """{"name":"Bound"}""") { As = Caller.Owner, Learn = "bound=id,bound-key=key" };
        yield return new("POST /api/v1/tokens", 201, """{"name":"reader","scopes":["read"],"projects":["{project}"]}""") { Learn = "reader=token" };
        yield return new(make, 400, "{");
        yield return new(make, 401, """{"name":"x"}""") { As = Caller.Nobody };
        yield return new(make, 403, """{"name":"x"}""") { As = Caller.Reader };
        yield return new(make, 403, """{"name":"x"}""") { As = Caller.Forger };
        yield return new(make, 409, """{"name":"x","domains":["site.example"]}""");
        yield return new(make, 415, "name=x") { Type = "application/x-www-form-urlencoded" };
        yield return new(make, 422, """{"name":"x","mode":"other"}""");
        yield return new(list, 200);
        yield return new(list, 401) { As = Caller.Nobody };

        const string read = "GET /api/v1/projects/{project}";
        const string change = "PATCH /api/v1/projects/{project}";
        yield return new(read, 200) { As = Caller.Reader };
        yield return new(read, 401) { As = Caller.Nobody };
        yield return new(read, 404) { Address = $"/api/v1/projects/{Nobody}" };
        yield return new(change, 200, """{"name":"Bound","domains":["bound.example"],"allowed_hosts":["bound.example","*.bound.example"],"rate_limit_per_minute":1000,"opt_out":"ignore","bot_exceptions":["signal:datacenter"]}""") { Address = "/api/v1/projects/{bound}" };
        yield return new(change, 400, "{");
        yield return new(change, 401, "{}") { As = Caller.Nobody };
        yield return new(change, 403, "{}") { As = Caller.Reader };
        yield return new(change, 404, "{}") { Address = $"/api/v1/projects/{Nobody}" };
        yield return new(change, 409, """{"mode":"anonymous"}""");
        yield return new(change, 415, "{}") { Type = "text/plain" };
        yield return new(change, 422, """{"timezone":"Mars/Olympus"}""");
    }

    private static IEnumerable<Exchange> BelongingToProjects()
    {
        const string goals = "/api/v1/projects/{project}/goals";
        yield return new($"POST {goals}", 201, """{"event_name":"signup","display_name":"Sign-up","currency":"EUR"}""") { Learn = "goal=id" };
        yield return new($"POST {goals}", 400, "[]");
        yield return new($"POST {goals}", 401, """{"page_path":"/a"}""") { As = Caller.Nobody };
        yield return new($"POST {goals}", 403, """{"page_path":"/a"}""") { As = Caller.Reader };
        yield return new($"POST {goals}", 404, """{"page_path":"/a"}""") { Address = $"/api/v1/projects/{Nobody}/goals" };
        yield return new($"POST {goals}", 409, """{"event_name":"signup","display_name":"Sign-up"}""");
        yield return new($"POST {goals}", 415, "{}") { Type = "text/plain" };
        yield return new($"POST {goals}", 422, """{"event_name":"a","page_path":"/a"}""");
        foreach (var read in new[] { "goals", "sites", "declared-events", "seen-events" })
        {
            yield return new($"GET /api/v1/projects/{{project}}/{read}", 200) { As = Caller.Reader };
            yield return new($"GET /api/v1/projects/{{project}}/{read}", 401) { As = Caller.Nobody };
            yield return new($"GET /api/v1/projects/{{project}}/{read}", 404) { Address = $"/api/v1/projects/{Nobody}/{read}" };
        }

        const string declared = "PUT /api/v1/projects/{project}/declared-events";
        const string list = """{"items":[{"name":"signup","purpose":"which plan","props":["plan"]},{"name":"bare","purpose":null}],"refuse_undeclared":false}""";
        yield return new(declared, 200, list);
        yield return new("GET /api/v1/projects/{project}/declared-events", 200);
        yield return new(declared, 400, "{");
        yield return new(declared, 401, list) { As = Caller.Nobody };
        yield return new(declared, 403, list) { As = Caller.Reader };
        yield return new(declared, 404, list) { Address = $"/api/v1/projects/{Nobody}/declared-events" };
        yield return new(declared, 415, list) { Type = "text/plain" };
        yield return new(declared, 422, """{"items":[{"name":""}]}""");

        const string audit = "GET /api/v1/projects/{project}/audit";
        yield return new(audit, 200);
        yield return new(audit, 400) { Address = "/api/v1/projects/{project}/audit?before=yesterday" };
        yield return new(audit, 401) { As = Caller.Nobody };
        yield return new(audit, 403) { As = Caller.Reader };
        yield return new(audit, 404) { Address = $"/api/v1/projects/{Nobody}/audit" };
    }

    private static IEnumerable<Exchange> Collecting()
    {
        const string events = """
            {"key":"{key}","events":[{"name":"pageview","url":"https://site.example/?utm_source=letter","visitor":"v1"},{"name":"signup","visitor":"v1","props":{"plan":"pro"},
             "revenue":{"amount":"42.50","currency":"EUR"}},{"url":"https://site.example/"}]}
            """;
        yield return new("POST /collect", 202, events) { Address = "/collect?wait=stored", Headers = [("User-Agent", Browser)] };
        yield return new("POST /collect", 202, events) { Address = "/collect?wait=stored", As = Caller.Nobody };
        yield return new("POST /track/view", 202, """{"key":"{key}","pageUrl":"https://site.example/a"}""") { As = Caller.Nobody };
        yield return new("POST /track/interaction", 202, """{"key":"{key}","type":"click","data":{"elementId":"buy"}}""") { As = Caller.Nobody };
        yield return new("POST /track/event", 202, """{"key":"{key}","eventName":"signup"}""") { As = Caller.Nobody };
        yield return new("GET /pixel.gif", 200) { Address = "/pixel.gif?key={key}&url=https://site.example/", As = Caller.Nobody };
        yield return new("HEAD /pixel.gif", 200) { As = Caller.Nobody };
        const string sealedPath = "POST /collect/sealed";
        yield return new("GET /collect/sealed", 401) { As = Caller.Nobody };
        yield return new("GET /collect/sealed", 403) { Address = "/collect/sealed?key={key}", As = Caller.Nobody };
        yield return new("OPTIONS /collect/sealed", 204) { As = Caller.Nobody, Headers = [FromElsewhere] };
        yield return new(sealedPath, 400, "no row of envelopes") { As = Caller.Nobody, Type = "text/plain" };
        yield return new(sealedPath, 413, new string('x', (1 << 20) + 1)) { As = Caller.Nobody, Type = "text/plain" };
        foreach (var path in new[] { "/collect", "/track/view", "/track/interaction", "/track/event" })
        {
            yield return new($"POST {path}", 400, "{") { As = Caller.Nobody };
            yield return new($"POST {path}", 401, """{"key":"ff_unknown","events":[]}""") { As = Caller.Nobody };
            yield return new($"POST {path}", 403, """{"key":"{bound-key}","events":[]}""") { As = Caller.Nobody, Headers = [FromElsewhere] };
            yield return new($"POST {path}", 413, $$"""{"key":"{key}","padding":"{{new string('x', 1 << 20)}}"}""") { As = Caller.Nobody };
            yield return new($"OPTIONS {path}", 204) { As = Caller.Nobody, Headers = [FromElsewhere, ("Access-Control-Request-Method", "POST")] };
        }

        yield return new("GET /experiments", 200) { Address = "/experiments?key={key}&visitor=v-1", As = Caller.Nobody };
        yield return new("GET /experiments", 400) { Address = $"/experiments?key={{key}}&visitor={new string('v', 257)}", As = Caller.Nobody };
        yield return new("GET /experiments", 401) { As = Caller.Nobody };
        yield return new("GET /experiments", 403) { Address = "/experiments?key={bound-key}", As = Caller.Nobody, Headers = [FromElsewhere] };
        yield return new("OPTIONS /experiments", 204) { As = Caller.Nobody, Headers = [FromElsewhere] };
        yield return new("GET /pixel.gif", 401) { As = Caller.Nobody };
        yield return new("GET /pixel.gif", 403) { Address = "/pixel.gif?key={bound-key}", As = Caller.Nobody, Headers = [FromElsewhere] };
        yield return new("OPTIONS /pixel.gif", 204) { As = Caller.Nobody, Headers = [FromElsewhere] };

        yield return new("PATCH /api/v1/projects/{project}", 200, """{"rate_limit_per_minute":1}""") { Address = "/api/v1/projects/{bound}" };
        foreach (var path in new[] { "/collect", "/track/view", "/track/interaction", "/track/event" })
            yield return new($"POST {path}", 429, """{"key":"{bound-key}","name":"x","events":[]}""") { As = Caller.Nobody, Times = 4 };
        yield return new("GET /experiments", 429) { Address = "/experiments?key={bound-key}", As = Caller.Nobody, Times = 4 };
        yield return new("GET /pixel.gif", 429) { Address = "/pixel.gif?key={bound-key}", As = Caller.Nobody, Times = 4 };
    }

    private static IEnumerable<Exchange> Asking()
    {
        const string ask = "POST /api/v2/query";
        const string question = """
            {"site_id":"site.example","metrics":["visitors","total_revenue","bounce_rate"],"date_range":"7d","dimensions":["time:day"],"filters":[["is","visit:device",["Desktop"],{"case_sensitive":false}]],
             "order_by":[["visitors","desc"]],"include":{"imports":true,"time_labels":true,"total_rows":true,"comparisons":{"mode":"previous_period","match_day_of_week":true}},"pagination":{"limit":10,"offset":0}}
            """;
        yield return new(ask, 200, question);
        yield return new(ask, 200, """{"site_id":"{project}","metrics":["visitors","total_revenue"],"date_range":["2020-01-01","2099-12-31"],"dimensions":["event:goal"]}""") { As = Caller.Reader };
        yield return new(ask, 400, """{"site_id":"site.example","metrics":["hits"],"date_range":"7d"}""");
        yield return new(ask, 401, question) { As = Caller.Nobody };
        yield return new(ask, 403, question) { As = Caller.Forger };
        foreach (var kind in new[] { "realtime/visitors", "aggregate", "timeseries", "breakdown" })
        {
            var more = kind == "breakdown" ? "&property=event:goal&metrics=visitors,total_revenue" : kind == "aggregate" ? "&compare=previous_period&metrics=visitors,bounce_rate" : "";
            yield return new($"GET /api/v1/stats/{kind}", 200) { Address = $"/api/v1/stats/{kind}?site_id=site.example{more}" };
            yield return new($"GET /api/v1/stats/{kind}", 400);
            yield return new($"GET /api/v1/stats/{kind}", 401) { Address = $"/api/v1/stats/{kind}?site_id=unknown.example" };
            yield return new($"GET /api/v1/stats/{kind}", 401) { As = Caller.Nobody };
        }

        const string plan = "POST /api/v1/projects/{project}/plan";
        const string unspoken = """
            {"question":{"site_id":"site.example","metrics":["visitors","total_revenue"],"date_range":"7d","dimensions":["time:day",{"placeholder":"p0"}],"order_by":[[{"placeholder":"p0"},"asc"]],
             "filters":[["is","event:goal",[{"placeholder":"g0"}]],["matches","event:page",[{"placeholder":"v0"}]]],"include":{"total_rows":true,"comparisons":{"mode":"previous_period"}},"pagination":{"limit":5,"offset":5}},
             "goals":[{"name":{"placeholder":"g0"},"page_path":{"placeholder":"g0_page","form":"beginning"},"currency":{"placeholder":"c0"}}],"first_day":"2026-11-01"}
            """;
        yield return new(plan, 200, unspoken) { As = Caller.Reader };
        yield return new(plan, 200, """{"contents":"bots","date_range":"7d"}""");
        yield return new(plan, 400, """{"question":{"site_id":"site.example","metrics":["visitors"],"date_range":"7d","filters":[["is","event:page",["/"]]]}}""");
        yield return new(plan, 401, unspoken) { As = Caller.Nobody };
        yield return new(plan, 403, unspoken) { As = Caller.Forger };
        yield return new(plan, 404, unspoken) { Address = $"/api/v1/projects/{Nobody}/plan" };

        yield return new(plan, 200, """{"report":"funnels","question":{"date_range":"all","steps":[{"page":{"placeholder":"v0","form":"beginning"}},{"goal":{"placeholder":"g0"}}],"interval":"day"},"goals":[{"name":{"placeholder":"g0"},"event_name":{"placeholder":"e0"}}],"first_day":"2026-11-01"}""");

        const string funnel = "POST /api/v1/projects/{project}/funnels";
        const string steps = """{"date_range":"7d","steps":[{"event":"pageview"},{"any":[{"event":"signup"},{"page":"/plans/**"}]}],"window":"1d","breakdown":"visit:source","interval":"day","explore":1}""";
        yield return new(funnel, 200, steps) { As = Caller.Reader };
        yield return new(funnel, 400, """{"date_range":"7d","steps":[{"event":"pageview"}]}""");
        yield return new(funnel, 401, steps) { As = Caller.Nobody };
        yield return new(funnel, 403, steps) { As = Caller.Forger };
        yield return new(funnel, 404, steps) { Address = $"/api/v1/projects/{Nobody}/funnels" };

        const string retention = "POST /api/v1/projects/{project}/retention";
        const string byDay = """{"date_range":"7d","interval":"day","first":{"event":"pageview"},"brackets":[[1,3]]}""";
        yield return new(retention, 200, byDay) { As = Caller.Reader };
        yield return new(retention, 400, """{"date_range":"7d","interval":"hour"}""");
        yield return new(retention, 401, byDay) { As = Caller.Nobody };
        yield return new(retention, 403, byDay) { As = Caller.Forger };
        yield return new(retention, 404, byDay) { Address = $"/api/v1/projects/{Nobody}/retention" };

        const string journeys = "POST /api/v1/projects/{project}/journeys";
        const string fromPricing = """{"date_range":"7d","from":{"page":"/pricing"},"by":"event","steps":3,"places":2,"walked":[null,{"event":"signup"}]}""";
        yield return new(journeys, 200, fromPricing) { As = Caller.Reader };
        yield return new(journeys, 400, """{"date_range":"7d","steps":1}""");
        yield return new(journeys, 401, fromPricing) { As = Caller.Nobody };
        yield return new(journeys, 403, fromPricing) { As = Caller.Forger };
        yield return new(journeys, 404, fromPricing) { Address = $"/api/v1/projects/{Nobody}/journeys" };

        const string experiments = "POST /api/v1/projects/{project}/experiments";
        const string colours = """{"date_range":"7d","experiment":"colour","goal":{"event":"signup"},"value":{"revenue":"EUR"},"control":"green","weights":{"green":1,"red":1}}""";
        yield return new(experiments, 200, colours) { As = Caller.Reader };
        yield return new(experiments, 400, """{"date_range":"7d","experiment":"colour"}""");
        yield return new(experiments, 401, colours) { As = Caller.Nobody };
        yield return new(experiments, 403, colours) { As = Caller.Forger };
        yield return new(experiments, 404, colours) { Address = $"/api/v1/projects/{Nobody}/experiments" };

        const string trends = "POST /api/v1/projects/{project}/trends";
        const string perVisitor = """{"date_range":"7d","series":[{"events":{"event":"pageview"}},{"measure":"p90","property":"event:props:seconds","name":"wait"}],"ratio":true,"interval":"day","breakdown":"visit:source","values":2,"moving_average":3}""";
        yield return new(trends, 200, perVisitor) { As = Caller.Reader };
        yield return new(trends, 400, """{"date_range":"7d","series":[]}""");
        yield return new(trends, 401, perVisitor) { As = Caller.Nobody };
        yield return new(trends, 403, perVisitor) { As = Caller.Forger };
        yield return new(trends, 404, perVisitor) { Address = $"/api/v1/projects/{Nobody}/trends" };

        const string attribution = "POST /api/v1/projects/{project}/attribution";
        const string owed = """{"date_range":"7d","goal":{"event":"signup"},"by":"visit:channel","within":"visit","values":2,"convert":{"to":"EUR","rates":{"USD":0.92}}}""";
        yield return new(attribution, 200, owed) { As = Caller.Reader };
        yield return new(attribution, 400, """{"date_range":"7d"}""");
        yield return new(attribution, 401, owed) { As = Caller.Nobody };
        yield return new(attribution, 403, owed) { As = Caller.Forger };
        yield return new(attribution, 404, owed) { Address = $"/api/v1/projects/{Nobody}/attribution" };

        const string props = "POST /api/v1/projects/{project}/props";
        const string carried = """{"date_range":"7d","events":{"event":"signup"},"rows":5}""";
        yield return new(props, 200, carried) { As = Caller.Reader };
        yield return new(props, 400, """{"date_range":"7d","rows":0}""");
        yield return new(props, 401, carried) { As = Caller.Nobody };
        yield return new(props, 403, carried) { As = Caller.Forger };
        yield return new(props, 404, carried) { Address = $"/api/v1/projects/{Nobody}/props" };

        yield return new("GET /api/v1/summary", 200) { Address = "/api/v1/summary?date_range=24h", As = Caller.Reader };
        yield return new("GET /api/v1/summary", 400) { Address = "/api/v1/summary?date_range=soon" };
        yield return new("GET /api/v1/summary", 401) { As = Caller.Nobody };

        const string vitals = "POST /api/v1/projects/{project}/vitals";
        const string felt = """{"date_range":"7d","by":"visit:device","values":2,"interval":"day"}""";
        yield return new(vitals, 200, felt) { As = Caller.Reader };
        yield return new(vitals, 400, """{"date_range":"7d","values":0}""");
        yield return new(vitals, 401, felt) { As = Caller.Nobody };
        yield return new(vitals, 403, felt) { As = Caller.Forger };
        yield return new(vitals, 404, felt) { Address = $"/api/v1/projects/{Nobody}/vitals" };

        foreach (var (of, bad) in new[] { ("realtime", null), ("bots", "date_range=soon"), ("ledger", "from=soon") })
        {
            yield return new($"GET /api/v1/projects/{{project}}/{of}", 200) { As = Caller.Reader };
            if (bad is not null) yield return new($"GET /api/v1/projects/{{project}}/{of}", 400) { Address = $"/api/v1/projects/{{project}}/{of}?{bad}" };
            yield return new($"GET /api/v1/projects/{{project}}/{of}", 401) { As = Caller.Nobody };
            yield return new($"GET /api/v1/projects/{{project}}/{of}", 404) { Address = $"/api/v1/projects/{Nobody}/{of}" };
        }
    }

    /// <summary>Of a project that is not sealed; the tests named above show what a sealed one answers.</summary>
    private static IEnumerable<Exchange> AskingForEnvelopes()
    {
        foreach (var (method, of) in new[] { ("GET", "envelopes"), ("GET", "segments"), ("POST", "segments"), ("GET", "segments/{segment}"), ("DELETE", "segments/{segment}") })
        {
            var operation = $"{method} /api/v1/projects/{{project}}/{of}";
            yield return new(operation, 401) { As = Caller.Nobody };
            yield return new(operation, 404) { Address = $"/api/v1/projects/{Nobody}/{of}" };
            yield return new(operation, 409) { As = Caller.Reader };
        }
    }

    private static IEnumerable<Exchange> Watching()
    {
        const string tickets = "POST /api/v1/live-tickets";
        yield return new(tickets, 200, """{"project":"{project}"}""") { Learn = "ticket=ticket" };
        yield return new(tickets, 400, "{");
        yield return new(tickets, 401, "{}") { As = Caller.Nobody };
        yield return new(tickets, 403, """{"project":"{project}"}""") { As = Caller.Forger };
        yield return new(tickets, 404, $$"""{"project":"{{Nobody}}"}""");
        (string, string)[] upgrade = [("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==")];
        yield return new("GET /live", 101) { Address = "/live?project={project}&ticket={ticket}", As = Caller.Nobody, Headers = upgrade };
        yield return new("GET /live", 401) { Address = "/live?project={project}&ticket={ticket}", As = Caller.Nobody, Headers = upgrade };
        yield return new("GET /live", 403) { Address = "/live?project={project}", Headers = [.. upgrade, FromElsewhere] };
        yield return new("GET /live", 426) { Address = "/live?project={project}" };
    }

    private static IEnumerable<Exchange> Operating()
    {
        yield return new("GET /events/count", 200) { As = Caller.Reader };
        yield return new("GET /events/count", 401) { As = Caller.Nobody };
        yield return new("GET /events/count", 404) { Address = "/events/count?project=unknown.example" };
        yield return new("GET /events/recent", 200) { Address = "/events/recent?project=site.example&limit=1000" };
        yield return new("GET /events/recent", 400) { Address = "/events/recent?limit=0" };
        yield return new("GET /events/recent", 401) { As = Caller.Nobody };
        yield return new("GET /events/recent", 404) { Address = "/events/recent?project=unknown.example" };
        yield return new("GET /health", 200) { As = Caller.Nobody };
        yield return new("HEAD /health", 200) { As = Caller.Nobody };
        yield return new("GET /.well-known/footfall.json", 200) { As = Caller.Nobody };
        yield return new("GET /metrics", 200) { As = Caller.Nobody };
        yield return new("GET /metrics", 401) { As = Caller.Reader, Headers = [("X-Forwarded-For", "192.0.2.1")] };
        foreach (var method in new[] { "GET", "HEAD" })
        {
            yield return new($"{method} /js/{{file}}", 200) { As = Caller.Nobody, Address = "/js/tracking.js" };
            yield return new($"{method} /js/{{file}}", 304) { As = Caller.Nobody, Address = "/js/footfall.js", Headers = [("If-None-Match", "{tracker-etag}")] };
            yield return new($"{method} /js/{{file}}", 404) { As = Caller.Nobody, Address = "/js/other.js" };
        }
    }

    private static IEnumerable<Exchange> Tokens()
    {
        const string make = "POST /api/v1/tokens";
        const string token = """{"name":"all","scopes":["read","write","manage"],"projects":"*"}""";
        yield return new(make, 201, token) { Learn = "id=id" };
        yield return new(make, 400, "{");
        yield return new(make, 401, token) { As = Caller.Nobody };
        yield return new(make, 403, token) { As = Caller.Reader };
        yield return new(make, 415, token) { Type = "text/plain" };
        yield return new(make, 422, """{"name":"x","scopes":["all"],"projects":"*"}""");
        yield return new("GET /api/v1/tokens", 200);
        yield return new("GET /api/v1/tokens", 401) { As = Caller.Nobody };
        yield return new("GET /api/v1/tokens", 403) { As = Caller.Reader };
        yield return new("DELETE /api/v1/tokens/{id}", 401) { As = Caller.Nobody };
        yield return new("DELETE /api/v1/tokens/{id}", 403) { As = Caller.Reader };
        yield return new("DELETE /api/v1/tokens/{id}", 204);
        yield return new("DELETE /api/v1/tokens/{id}", 404);
        yield return new("GET /api/v1/audit", 200);
        yield return new("GET /api/v1/audit", 400) { Address = "/api/v1/audit?before=yesterday" };
        yield return new("GET /api/v1/audit", 401) { As = Caller.Nobody };
        yield return new("GET /api/v1/audit", 403) { As = Caller.Reader };
    }

    /// <summary>What takes away what the others need.</summary>
    private static IEnumerable<Exchange> Leaving()
    {
        const string confirm = "POST /api/v1/projects/{project}/sites/{hostname}/confirm";
        yield return new(confirm, 200) { Address = "/api/v1/projects/{project}/sites/{hostname}/confirm" };
        yield return new("GET /api/v1/projects/{project}/sites", 200);
        yield return new(confirm, 401) { As = Caller.Nobody };
        yield return new(confirm, 403) { As = Caller.Reader };
        yield return new(confirm, 404) { Address = "/api/v1/projects/{project}/sites/unknown.example/confirm" };
        foreach (var (what, status) in new[] { ("/goals/{goal}", 204), ("/demo-data", 200), ("", 200) })
        {
            var operation = $"DELETE /api/v1/projects/{{project}}{what}";
            yield return new(operation, 401) { As = Caller.Nobody };
            yield return new(operation, 403) { As = Caller.Reader };
            yield return new(operation, status);
            yield return new(operation, 404) { Address = $"/api/v1/projects/{Nobody}{what}" };
        }

        yield return new("GET /api/v1/projects/{project}", 404);
        yield return new("DELETE /api/v1/session", 403) { As = Caller.Forger };
        yield return new("DELETE /api/v1/session", 204) { As = Caller.Owner };
    }

    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36";
}
