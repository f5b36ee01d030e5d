namespace Footfall.Server.Tests.Contract;

// Data table.

/// <summary>The exchanges about accounts' keys, vaults and sealed projects.</summary>
internal static class VaultExchanges
{
    private const string Nobody = "00000000-0000-4000-8000-000000000000";
    private const string LoginKey = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static readonly string TooLarge = $$"""{"name":"{{new string('x', 20_000)}}"}""";
    private static readonly (string, string) FromElsewhere = ("Origin", "https://elsewhere.example");

    public static IReadOnlyList<Exchange> All { get; } =
        [.. Keys(), .. Passkeys(), .. Vaults(), .. Members(), .. Agents(), .. SealedProjects(), .. Documents(), .. Streams(), .. Erasures(), .. Invitations(), .. Passwords()];

    private static IEnumerable<Exchange> Keys()
    {
        const string read = "GET /api/v1/account/keys";
        const string put = "PUT /api/v1/account/keys";
        yield return new(read, 200) { As = Caller.Owner };
        yield return new(read, 401) { As = Caller.Nobody };
        yield return new(read, 403);
        yield return new(put, 200, "{keys}") { As = Caller.Owner };
        yield return new(put, 400, "{") { As = Caller.Owner };
        yield return new(put, 401, "{keys}") { As = Caller.Nobody };
        yield return new(put, 403, "{keys}") { As = Caller.Forger };
        yield return new(put, 409, "{other-keys}") { As = Caller.Owner };
        yield return new(put, 413, TooLarge) { As = Caller.Owner };
        yield return new(put, 415, "{keys}") { Type = "text/plain" };
        yield return new(put, 422, """{"hpke_key":"AAAA"}""") { As = Caller.Owner };
        yield return new("GET /api/v1/accounts/{id}/keys", 200) { As = Caller.Owner, Address = "/api/v1/accounts/{account}/keys" };
        yield return new("GET /api/v1/accounts/{id}/keys", 401) { As = Caller.Nobody, Address = "/api/v1/accounts/{account}/keys" };
        yield return new("GET /api/v1/accounts/{id}/keys", 404) { As = Caller.Owner, Address = $"/api/v1/accounts/{Nobody}/keys" };
    }

    private static IEnumerable<Exchange> Passkeys()
    {
        const string passkeys = "/api/v1/account/passkeys";
        foreach (var exchange in Refusals($"POST {passkeys}", "{passkey}", passkeys)) yield return exchange;
        yield return new($"POST {passkeys}", 201, "{passkey}") { As = Caller.Owner };
        yield return new($"POST {passkeys}", 409, "{passkey}") { As = Caller.Owner };
        yield return new($"GET {passkeys}", 200) { As = Caller.Owner };
        yield return new($"GET {passkeys}", 401) { As = Caller.Nobody };
        yield return new($"GET {passkeys}", 403);
        const string remove = "DELETE /api/v1/account/passkeys/{credential}";
        const string one = "/api/v1/account/passkeys/AQID";
        yield return new(remove, 401) { As = Caller.Nobody, Address = one };
        yield return new(remove, 403) { Address = one };
        yield return new(remove, 204) { As = Caller.Owner, Address = one };
        yield return new(remove, 404) { As = Caller.Owner, Address = one };
    }

    private static IEnumerable<Exchange> Vaults()
    {
        const string vaults = "/api/v1/vaults";
        foreach (var exchange in Refusals($"POST {vaults}", "{vault-body}", vaults)) yield return exchange;
        yield return new($"POST {vaults}", 201, "{vault-body}") { As = Caller.Owner };
        yield return new($"POST {vaults}", 409, "{vault-body}") { As = Caller.Owner };
        yield return new($"GET {vaults}", 200) { As = Caller.Owner };
        yield return new($"GET {vaults}", 401) { As = Caller.Nobody };
        yield return new($"GET {vaults}", 403);
        yield return new("GET /api/v1/vaults/{vault}", 200) { As = Caller.Owner };
        yield return new("GET /api/v1/vaults/{vault}", 401) { As = Caller.Nobody };
        yield return new("GET /api/v1/vaults/{vault}", 403);
        yield return new("GET /api/v1/vaults/{vault}", 404) { As = Caller.Owner, Address = $"/api/v1/vaults/{Nobody}" };
    }

    private static IEnumerable<Exchange> Members()
    {
        const string append = "POST /api/v1/vaults/{vault}/log";
        foreach (var exchange in Refusals(append, "{rotation}", "/api/v1/vaults/{vault}/log").Where(refusal => refusal.Status != 413)) yield return exchange;
        yield return new(append, 404, "{rotation}") { As = Caller.Owner, Address = $"/api/v1/vaults/{Nobody}/log" };
        yield return new(append, 200, "{rotation}") { As = Caller.Owner };
        yield return new(append, 409, "{rotation}") { As = Caller.Owner };
    }

    private static IEnumerable<Exchange> Agents()
    {
        const string agents = "/api/v1/vaults/{vault}/agents";
        foreach (var exchange in OfVault(agents, "{agent-body}")) yield return exchange;
        yield return new($"POST {agents}", 201, "{agent-body}") { As = Caller.Owner, Learn = "agent=id" };
        yield return new($"GET {agents}", 200) { As = Caller.Owner };
        foreach (var exchange in Removals("DELETE /api/v1/vaults/{vault}/agents/{agent}")) yield return exchange;
    }

    private static IEnumerable<Exchange> SealedProjects()
    {
        const string epochs = "/api/v1/projects/{project}/epochs";
        const string here = "/api/v1/projects/{sealed}/epochs";
        yield return new("POST /api/v1/projects", 201, """{"name":"Sealed","mode":"sealed","id":"{sealed}","vault":"{vault}","identity":"anonymous","epoch":{first-epoch}}""") { As = Caller.Owner };
        yield return new("GET /api/v1/projects/{project}", 200) { As = Caller.Owner, Address = "/api/v1/projects/{sealed}" };
        yield return new("PUT /api/v1/projects/{project}/declared-events", 409, """{"items":[],"refuse_undeclared":false}""") { Address = "/api/v1/projects/{sealed}/declared-events" };
        yield return new($"GET {epochs}", 200) { As = Caller.Owner, Address = here };
        yield return new($"GET {epochs}", 401) { As = Caller.Nobody, Address = here };
        yield return new($"GET {epochs}", 404) { As = Caller.Reader, Address = here };
        yield return new($"GET {epochs}", 409) { As = Caller.Reader };
        yield return new($"POST {epochs}", 201, "{next-epoch}") { As = Caller.Owner, Address = here };
        yield return new($"POST {epochs}", 400, "{") { As = Caller.Owner, Address = here };
        yield return new($"POST {epochs}", 401, "{next-epoch}") { As = Caller.Nobody, Address = here };
        yield return new($"POST {epochs}", 403, "{next-epoch}") { As = Caller.Reader };
        yield return new($"POST {epochs}", 404, "{next-epoch}") { Address = $"/api/v1/projects/{Nobody}/epochs" };
        yield return new($"POST {epochs}", 409, "{next-epoch}") { As = Caller.Owner, Address = here };
        yield return new($"POST {epochs}", 413, TooLarge) { Address = here };
        yield return new($"POST {epochs}", 415, "{next-epoch}") { Type = "text/plain", Address = here };
        yield return new($"POST {epochs}", 422, "{}") { Address = here };
    }

    private static IEnumerable<Exchange> Documents()
    {
        const string all = "GET /api/v1/projects/{project}/documents";
        const string one = "/api/v1/projects/{project}/documents/{kind}/{id}";
        const string here = "/api/v1/projects/{sealed}/documents/goal/a1";
        yield return new($"PUT {one}", 200, "{document}") { As = Caller.Owner, Address = here };
        yield return new($"PUT {one}", 400, "{") { Address = here };
        yield return new($"PUT {one}", 401, "{document}") { As = Caller.Nobody, Address = here };
        yield return new($"PUT {one}", 403, "{document}") { As = Caller.Reader, Address = "/api/v1/projects/{project}/documents/goal/a1" };
        yield return new($"PUT {one}", 404, "{document}") { Address = $"/api/v1/projects/{Nobody}/documents/goal/a1" };
        yield return new($"PUT {one}", 409, "{document}") { As = Caller.Owner, Address = here };
        yield return new($"PUT {one}", 413, $$"""{"name":"{{new string('x', 1 << 19)}}"}""") { Address = here };
        yield return new($"PUT {one}", 415, "{document}") { Type = "text/plain", Address = here };
        yield return new($"PUT {one}", 422, "{}") { Address = here };
        foreach (var (read, address) in new[] { (all, "/documents"), ($"GET {one}", "/documents/goal/a1") })
        {
            yield return new(read, 200) { As = Caller.Owner, Address = "/api/v1/projects/{sealed}" + address };
            yield return new(read, 401) { As = Caller.Nobody, Address = "/api/v1/projects/{sealed}" + address };
            yield return new(read, 404) { As = Caller.Reader, Address = "/api/v1/projects/{sealed}" + address };
            yield return new(read, 409) { As = Caller.Reader, Address = "/api/v1/projects/{project}" + address };
        }

        yield return new(all, 422) { As = Caller.Owner, Address = "/api/v1/projects/{sealed}/documents?limit=0" };
        yield return new($"DELETE {one}", 401) { As = Caller.Nobody, Address = here };
        yield return new($"DELETE {one}", 403) { As = Caller.Reader, Address = "/api/v1/projects/{project}/documents/goal/a1" };
        yield return new($"DELETE {one}", 409) { Address = "/api/v1/projects/{project}/documents/goal/a1" };
        yield return new($"DELETE {one}", 204) { As = Caller.Owner, Address = here };
        yield return new($"DELETE {one}", 404) { As = Caller.Owner, Address = here };
    }

    private static IEnumerable<Exchange> Streams()
    {
        const string all = "GET /api/v1/projects/{project}/streams";
        const string one = "/api/v1/projects/{project}/streams/{stream}";
        const string here = "/api/v1/projects/{sealed}/streams/AAAAAAAAAAAAAAAAAAAAAA";
        const string open = "/api/v1/projects/{project}/streams/AAAAAAAAAAAAAAAAAAAAAA";
        yield return new(all, 200) { As = Caller.Owner, Address = "/api/v1/projects/{sealed}/streams" };
        foreach (var (read, items) in new[] { (all, ""), ($"GET {one}/items", "/AAAAAAAAAAAAAAAAAAAAAA/items") })
        {
            yield return new(read, 401) { As = Caller.Nobody, Address = "/api/v1/projects/{sealed}/streams" + items };
            yield return new(read, 404) { As = Caller.Reader, Address = "/api/v1/projects/{sealed}/streams" + items };
            yield return new(read, 409) { As = Caller.Reader, Address = "/api/v1/projects/{project}/streams" + items };
        }

        yield return new($"GET {one}/items", 422) { As = Caller.Owner, Address = $"{here}/items?limit=0" };
        yield return new($"POST {one}/items", 400, "{") { Address = $"{here}/items" };
        yield return new($"POST {one}/items", 401, "{}") { As = Caller.Nobody, Address = $"{here}/items" };
        yield return new($"POST {one}/items", 403, "{}") { As = Caller.Owner, Address = $"{here}/items" };
        yield return new($"POST {one}/items", 404, "{}") { Address = $"/api/v1/projects/{Nobody}/streams/AAAAAAAAAAAAAAAAAAAAAA/items" };
        yield return new($"POST {one}/items", 409, "{}") { Address = $"{open}/items" };
        yield return new($"POST {one}/items", 413, $$"""{"entry":"{{new string('x', 1 << 17)}}"}""") { Address = $"{here}/items" };
        yield return new($"POST {one}/items", 415, "{}") { Type = "text/plain", Address = $"{here}/items" };
        yield return new($"DELETE {one}", 401) { As = Caller.Nobody, Address = here };
        yield return new($"DELETE {one}", 403) { As = Caller.Reader, Address = open };
        yield return new($"DELETE {one}", 404) { As = Caller.Owner, Address = here };
        yield return new($"DELETE {one}", 409) { Address = open };
    }

    private static IEnumerable<Exchange> Erasures()
    {
        const string keep = "POST /api/v1/projects/{project}/erasures";
        const string here = "/api/v1/projects/{sealed}/erasures";
        yield return new(keep, 204, "{erasure}") { As = Caller.Owner, Address = here };
        yield return new(keep, 400, "{") { As = Caller.Owner, Address = here };
        yield return new(keep, 401, "{erasure}") { As = Caller.Nobody, Address = here };
        yield return new(keep, 403, "{erasure}") { As = Caller.Reader, Address = "/api/v1/projects/{project}/erasures" };
        yield return new(keep, 404, "{erasure}") { As = Caller.Owner, Address = $"/api/v1/projects/{Nobody}/erasures" };
        yield return new(keep, 409, "{erasure}") { As = Caller.Owner, Address = "/api/v1/projects/{project}/erasures" };
        yield return new(keep, 413, $$"""{"statement":"{{new string('x', 1 << 17)}}"}""") { As = Caller.Owner, Address = here };
        yield return new(keep, 415, "{erasure}") { Type = "text/plain", Address = here };
        yield return new(keep, 422, "{}") { As = Caller.Owner, Address = here };
    }

    private static IEnumerable<Exchange> Invitations()
    {
        const string invitations = "/api/v1/vaults/{vault}/invitations";
        const string invitation = """{"email":"bob@example.org","role":"viewer"}""";
        foreach (var exchange in OfVault(invitations, invitation)) yield return exchange;
        yield return new($"POST {invitations}", 201, invitation) { As = Caller.Owner, Learn = "invitation=id,token=token" };
        yield return new($"GET {invitations}", 200) { As = Caller.Owner };
        yield return new("GET /api/v1/invitations/{token}", 200) { As = Caller.Nobody };
        yield return new("GET /api/v1/invitations/{token}", 404) { As = Caller.Nobody, Address = "/api/v1/invitations/unknown" };
        const string accept = "POST /api/v1/invitations/{token}/accept";
        yield return new(accept, 400, "{") { As = Caller.Nobody };
        yield return new(accept, 403, "{}") { As = Caller.Nobody, Headers = [FromElsewhere] };
        yield return new(accept, 413, TooLarge) { As = Caller.Nobody };
        yield return new(accept, 415) { As = Caller.Nobody };
        foreach (var exchange in Removals("DELETE /api/v1/vaults/{vault}/invitations/{invitation}")) yield return exchange;
        yield return new(accept, 429, "{new-account}") { As = Caller.Nobody, Times = 40 };
    }

    /// <summary>What succeeds is in tests of its own: by now this address has tried too often.</summary>
    private static IEnumerable<Exchange> Passwords()
    {
        const string recovery = $$"""{"email":"owner@example.org","recovery_login_key":"{{LoginKey}}","salt":"AAAAAAAAAAAAAAAAAAAAAA","login_key":"{{LoginKey}}","wrapped_keys":"{{LoginKey}}{{LoginKey}}"}""";
        foreach (var step in new[] { "POST /api/v1/recovery/start", "POST /api/v1/recovery/finish" })
        {
            yield return new(step, 400, "{") { As = Caller.Nobody };
            yield return new(step, 403, recovery) { As = Caller.Nobody, Headers = [FromElsewhere] };
            yield return new(step, 413, TooLarge) { As = Caller.Nobody };
            yield return new(step, 415) { As = Caller.Nobody };
            yield return new(step, 422, "{}") { As = Caller.Nobody };
            yield return new(step, 429, recovery) { As = Caller.Nobody, Times = 40 };
        }

        const string change = "POST /api/v1/account/password";
        const string password = $$"""{"login_key":"{{LoginKey}}","salt":"AAAAAAAAAAAAAAAAAAAAAA","new_login_key":"{{LoginKey}}","wrapped_keys":null}""";
        foreach (var exchange in Refusals(change, password, "/api/v1/account/password")) yield return exchange;
        yield return new(change, 429, password) { As = Caller.Owner, Times = 40 };
        yield return new("PUT /api/v1/account/keys", 429, "{keys}") { As = Caller.Owner, Times = 40 };
    }

    /// <summary>What every address answers that takes a body from accounts only.</summary>
    private static IEnumerable<Exchange> Refusals(string operation, string body, string address)
    {
        yield return new(operation, 400, "{") { As = Caller.Owner, Address = address };
        yield return new(operation, 401, body) { As = Caller.Nobody, Address = address };
        yield return new(operation, 403, body) { Address = address };
        yield return new(operation, 413, TooLarge) { As = Caller.Owner, Address = address };
        yield return new(operation, 415, body) { Type = "text/plain", Address = address };
        yield return new(operation, 422, "{}") { As = Caller.Owner, Address = address };
    }

    private static IEnumerable<Exchange> OfVault(string path, string body)
    {
        foreach (var exchange in Refusals($"POST {path}", body, path)) yield return exchange;
        var nowhere = path.Replace("{vault}", Nobody, StringComparison.Ordinal);
        yield return new($"POST {path}", 404, body) { As = Caller.Owner, Address = nowhere };
        yield return new($"GET {path}", 401) { As = Caller.Nobody };
        yield return new($"GET {path}", 403);
        yield return new($"GET {path}", 404) { As = Caller.Owner, Address = nowhere };
    }

    private static IEnumerable<Exchange> Removals(string operation)
    {
        yield return new(operation, 401) { As = Caller.Nobody };
        yield return new(operation, 403);
        yield return new(operation, 204) { As = Caller.Owner };
        yield return new(operation, 404) { As = Caller.Owner };
    }
}
