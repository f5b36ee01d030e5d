namespace Footfall.Server.Tests.Contract;

// Data table.

/// <summary>The exchanges about accounts' keys, vaults and sealed projects.</summary>
internal static class VaultExchanges
{
    private const string Nobody = "00000000-0000-4000-8000-000000000000";

    public static IReadOnlyList<Exchange> All { get; } = [.. Keys(), .. Vaults(), .. SealedProjects()];

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
        yield return new(put, 415, "{keys}") { As = Caller.Machine, Type = "text/plain" };
        yield return new(put, 422, """{"hpke_key":"AAAA"}""") { As = Caller.Owner };
        yield return new(put, 429, "{keys}") { As = Caller.Owner, Times = 40 };
        yield return new("GET /api/v1/accounts/{id}/keys", 200) { As = Caller.Owner, Address = "/api/v1/accounts/{account}/keys" };
        yield return new("GET /api/v1/accounts/{id}/keys", 401) { As = Caller.Nobody, Address = "/api/v1/accounts/{account}/keys" };
        yield return new("GET /api/v1/accounts/{id}/keys", 404) { As = Caller.Owner, Address = $"/api/v1/accounts/{Nobody}/keys" };
    }

    private static IEnumerable<Exchange> Vaults()
    {
        const string vaults = "/api/v1/vaults";
        yield return new($"POST {vaults}", 201, "{vault-body}") { As = Caller.Owner };
        yield return new($"POST {vaults}", 400, "{") { As = Caller.Owner };
        yield return new($"POST {vaults}", 401, "{vault-body}") { As = Caller.Nobody };
        yield return new($"POST {vaults}", 403, "{vault-body}");
        yield return new($"POST {vaults}", 409, "{vault-body}") { As = Caller.Owner };
        yield return new($"POST {vaults}", 415, "{vault-body}") { Type = "text/plain" };
        yield return new($"POST {vaults}", 422, """{"kind":"other"}""") { As = Caller.Owner };
        yield return new($"GET {vaults}", 200) { As = Caller.Owner };
        yield return new($"GET {vaults}", 401) { As = Caller.Nobody };
        yield return new($"GET {vaults}", 403);
        yield return new("GET /api/v1/vaults/{vault}", 200) { As = Caller.Owner };
        yield return new("GET /api/v1/vaults/{vault}", 401) { As = Caller.Nobody };
        yield return new("GET /api/v1/vaults/{vault}", 403);
        yield return new("GET /api/v1/vaults/{vault}", 404) { As = Caller.Owner, Address = $"/api/v1/vaults/{Nobody}" };
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
        yield return new($"POST {epochs}", 415, "{next-epoch}") { Type = "text/plain", Address = here };
        yield return new($"POST {epochs}", 422, "{}") { Address = here };
    }
}
