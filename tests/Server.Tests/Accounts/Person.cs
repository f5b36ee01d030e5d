using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Footfall.Sealing.Epochs;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Keys;
using Footfall.Sealing.Signatures;
using Xunit;

namespace Footfall.Server.Tests.Accounts;

/// <summary>A signed-in account with keys of its own, and what its browser does with them.</summary>
internal sealed class Person(HttpClient browser, Guid id) : IDisposable
{
    public const string Salt = "AAAAAAAAAAAAAAAAAAAAAA";
    public const string LoginKey = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    /// <summary>What only its holder could open has the right length here; what is inside, no server can tell.</summary>
    public static string Wrapped { get; } = Text(new byte[224]);

    public Guid Id => id;

    public HttpClient Browser => browser;

    public AccountKeys Keys { get; } = AccountKeys.Generate();

    /// <summary>The server's first owner, with keys.</summary>
    public static async Task<Person> SetUpAsync(RunningServer server)
    {
        var browser = server.NewBrowser();
        var token = await server.IssueSetupTokenAsync();
        var person = await SignedInAsync(browser, await browser.PostAsJsonAsync("/api/v1/setup", new { token, email = "owner@example.org", name = "Owner", salt = Salt, login_key = LoginKey }));
        await person.PutAsync("/api/v1/account/keys", person.KeysBody());
        return person;
    }

    /// <summary>Goes on by the session that the answer began.</summary>
    public static async Task<Person> SignedInAsync(HttpClient browser, HttpResponseMessage begun)
    {
        var answer = JsonNode.Parse(await begun.Content.ReadAsStringAsync())!;
        Assert.True(begun.IsSuccessStatusCode, answer.ToJsonString());
        browser.DefaultRequestHeaders.Remove("X-CSRF-Token");
        browser.DefaultRequestHeaders.Add("X-CSRF-Token", (string)answer["csrf_token"]!);
        return new Person(browser, (Guid)answer["account"]!["id"]!);
    }

    public object KeysBody(string? wrapped = null, string? loginKey = null, object? recovery = null) =>
        new { hpke_key = Text(Keys.Sealing.Public), sign_key = Text(Keys.Signing.Public), wrapped_keys = wrapped ?? Wrapped, login_key = loginKey, recovery };

    public async Task<JsonNode> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK) => await ReadAsync(await browser.GetAsync(new Uri(path, UriKind.Relative)), expected);

    public async Task<JsonNode> PutAsync(string path, object body, HttpStatusCode expected = HttpStatusCode.OK) => await ReadAsync(await browser.PutAsJsonAsync(path, body), expected);

    public async Task<JsonNode> PostAsync(string path, object body, HttpStatusCode expected = HttpStatusCode.Created) => await ReadAsync(await browser.PostAsJsonAsync(path, body), expected);

    public void Dispose()
    {
        Keys.Dispose();
        browser.Dispose();
    }

    /// <summary>The first entry of a vault's log, and what goes with it.</summary>
    public object VaultBody(Guid vault, SigningKey root, HpkeKey key, string kind = "organisation")
    {
        var entry = Canonical(new()
        {
            ["by"] = id.ToString(),
            ["hpke_key"] = Text(Keys.Sealing.Public),
            ["kind"] = "create",
            ["previous"] = "",
            ["root_key"] = Text(root.Public),
            ["sequence"] = 0,
            ["sign_key"] = Text(Keys.Signing.Public),
            ["time"] = 1_790_000_000_000,
            ["vault"] = vault.ToString(),
            ["vault_key"] = Text(key.Public),
        });
        return new { kind, name = "Vault", entry, signature = Text(Keys.Signing.Sign(Encoding.UTF8.GetBytes(entry))), sealed_key = Wrapped, sealed_root_key = Wrapped };
    }

    public static object EpochBody(Guid project, SigningKey root, byte first = 1, double days = 30, int version = 1)
    {
        using var key = HpkeKey.Generate();
        var statement = EpochStatement.Of(project.ToByteArray(bigEndian: true), [first, 0, 0, 0, 0, 0, 0, 0], key.Public, TimeProvider.System.GetUtcNow().AddDays(days));
        return new { statement = Text(statement.Signed), signature = Text(statement.Sign(root)), vault_key_version = version, sealed_key = Text([.. new byte[100], first]) };
    }

    public static string Text(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    public static string Canonical(SortedDictionary<string, object> fields) => JsonSerializer.Serialize(new SortedDictionary<string, object>(fields, StringComparer.Ordinal));

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode} {text}");
            return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
        }
    }
}
