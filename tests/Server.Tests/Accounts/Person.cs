using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Footfall.Accounts.Sessions;
using Footfall.Sealing.Epochs;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Keys;
using Footfall.Sealing.Membership;
using Footfall.Sealing.Signatures;
using Footfall.Storage.Control;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Footfall.Server.Tests.Accounts;

/// <summary>A signed-in account with keys of its own, and what its browser does with them.</summary>
internal sealed class Person(HttpClient browser, Guid id, AccountKeys? keys = null) : IDisposable
{
    public const string Salt = "AAAAAAAAAAAAAAAAAAAAAA";
    public const string LoginKey = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    /// <summary>What only its holder could open has the right length here; what is inside, no server can tell.</summary>
    public static string Wrapped { get; } = Text(new byte[224]);

    public Guid Id => id;

    public HttpClient Browser => browser;

    public AccountKeys Keys { get; } = keys ?? AccountKeys.Generate();

    public LogWriter Writer => new(id, Keys.Signing, TimeProvider.System);

    /// <summary>The server's first owner, with keys.</summary>
    public static async Task<Person> SetUpAsync(RunningServer server)
    {
        var browser = server.NewBrowser();
        var token = await server.IssueSetupTokenAsync();
        var person = await SignedInAsync(browser, await browser.PostAsJsonAsync("/api/v1/setup", new { token, email = "owner@example.org", name = "Owner", salt = Salt, login_key = LoginKey }));
        await person.PutAsync("/api/v1/account/keys", person.KeysBody());
        return person;
    }

    /// <summary>Another account with keys, straight in the database: for tests that begin with one.</summary>
    public static async Task<Person> SecondAsync(RunningServer server)
    {
        var account = new AccountRow
        {
            Id = Guid.NewGuid(),
            Email = $"{Guid.NewGuid():N}@example.org",
            Name = "Second",
            Salt = new byte[16],
            CreatedAt = DateTime.UnixEpoch,
            LoginKeyHash = server.App.Services.GetRequiredService<LoginKeys>().Hash(LoginKey),
        };
        await using (var control = server.App.Services.GetRequiredService<ControlDatabase>().Connect())
        {
            control.Accounts.Add(account);
            await control.SaveChangesAsync();
        }

        var browser = server.NewBrowser();
        var person = await SignedInAsync(browser, await browser.PostAsJsonAsync("/api/v1/session", new { email = account.Email, login_key = LoginKey }));
        await person.PutAsync("/api/v1/account/keys", person.KeysBody());
        return person;
    }

    /// <summary>Accepts an invitation by making an account.</summary>
    public static async Task<Person> AcceptAsync(RunningServer server, string token)
    {
        var person = new Person(server.NewBrowser(), Guid.NewGuid());
        var body = new
        {
            account = person.Id,
            name = "Invited",
            salt = Salt,
            login_key = LoginKey,
            wrapped_keys = Wrapped,
            hpke_key = Text(person.Keys.Sealing.Public),
            sign_key = Text(person.Keys.Signing.Public),
        };
        return await SignedInAsync(person.Browser, await person.Browser.PostAsJsonAsync($"/api/v1/invitations/{token}/accept", body), person.Keys);
    }

    /// <summary>Goes on by the session that the answer began.</summary>
    public static async Task<Person> SignedInAsync(HttpClient browser, HttpResponseMessage begun, AccountKeys? keys = null)
    {
        var answer = JsonNode.Parse(await begun.Content.ReadAsStringAsync())!;
        Assert.True(begun.IsSuccessStatusCode, answer.ToJsonString());
        browser.DefaultRequestHeaders.Remove("X-CSRF-Token");
        browser.DefaultRequestHeaders.Add("X-CSRF-Token", (string)answer["csrf_token"]!);
        return new Person(browser, (Guid)answer["account"]!["id"]!, keys);
    }

    public object KeysBody(string? wrapped = null, string? loginKey = null, object? recovery = null) =>
        new { hpke_key = Text(Keys.Sealing.Public), sign_key = Text(Keys.Signing.Public), wrapped_keys = wrapped ?? Wrapped, login_key = loginKey, recovery };

    public async Task<JsonNode> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK) => await ReadAsync(await browser.GetAsync(new Uri(path, UriKind.Relative)), expected);

    public async Task<JsonNode> PutAsync(string path, object body, HttpStatusCode expected = HttpStatusCode.OK) => await ReadAsync(await browser.PutAsJsonAsync(path, body), expected);

    public async Task<JsonNode> PostAsync(string path, object body, HttpStatusCode expected = HttpStatusCode.Created) => await ReadAsync(await browser.PostAsJsonAsync(path, body), expected);

    public async Task<HttpStatusCode> StatusOfPostAsync(string path, object body)
    {
        using var answer = await browser.PostAsJsonAsync(path, body);
        return answer.StatusCode;
    }

    public async Task<HttpStatusCode> StatusOfDeleteAsync(string path)
    {
        using var answer = await browser.DeleteAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }

    public void Dispose()
    {
        Keys.Dispose();
        browser.Dispose();
    }

    /// <summary>A vault's first entry, and what goes with it.</summary>
    public static object VaultBody(Guid vault, SignedEntry first, string kind = "organisation") =>
        new { id = vault, kind, name = "Vault", entry = first.Entry, signature = Text(first.Signature), sealed_key = Wrapped, sealed_root_key = Wrapped };

    public static object EpochBody(Guid project, SigningKey root, byte first = 1, double days = 30, int version = 1, HpkeKey? key = null)
    {
        using var fresh = HpkeKey.Generate();
        var statement = EpochStatement.Of(project.ToByteArray(bigEndian: true), [first, 0, 0, 0, 0, 0, 0, 0], (key ?? fresh).Public, TimeProvider.System.GetUtcNow().AddDays(days));
        return new { statement = Text(statement.Signed), signature = Text(statement.Sign(root)), vault_key_version = version, sealed_key = Text([.. new byte[100], first]) };
    }

    public static string Text(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

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
