using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Footfall.Server.Tests.Accounts;

/// <summary>One story, in order: the owner is set up, signs out and in, and changes things; strangers do not.</summary>
public sealed class SetupAndSessionTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Salt = "AAAAAAAAAAAAAAAAAAAAAA";
    private const string LoginKey = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    [Fact]
    public async Task AnOwnerIsSetUpOnceAndSignsIn()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var browser = server.NewBrowser();
        Assert.True((bool)(await GetAsync(browser, "/api/v1/setup"))["needed"]!);

        var token = await server.IssueSetupTokenAsync();
        using var forwarded = Post("/api/v1/setup", new { token, email = "owner@example.org", name = "Owner", salt = Salt, login_key = LoginKey });
        forwarded.Headers.Add("X-Forwarded-For", "203.0.113.5");
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync(forwarded, cancellation)).StatusCode);

        using var setUp = await browser.PostAsJsonAsync("/api/v1/setup", new { token, email = "Owner@Example.org", name = "Owner", salt = Salt, login_key = LoginKey }, cancellation);
        Assert.Equal(HttpStatusCode.OK, setUp.StatusCode);
        var cookie = Assert.Single(setUp.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);

        using var again = await browser.PostAsJsonAsync("/api/v1/setup", new { token, email = "x@example.org", name = "X", salt = Salt, login_key = LoginKey }, cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, again.StatusCode);
        Assert.False((bool)(await GetAsync(browser, "/api/v1/setup"))["needed"]!);

        Assert.Equal(Salt, (string?)(await GetAsync(browser, "/api/v1/session/parameters?email=owner@example.org"))["salt"]);
        await SignedInAsync(cancellation);
    }

    private async Task SignedInAsync(CancellationToken cancellation)
    {
        using var stranger = server.NewBrowser();
        using var wrong = await stranger.PostAsJsonAsync("/api/v1/session", new { email = "owner@example.org", login_key = "B" + LoginKey[1..] }, cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/v1/projects", cancellation)).StatusCode);

        using var browser = server.NewBrowser();
        using var signIn = await browser.PostAsJsonAsync("/api/v1/session", new { email = "owner@example.org", login_key = LoginKey }, cancellation);
        var csrf = (string)JsonNode.Parse(await signIn.Content.ReadAsStringAsync(cancellation))!["csrf_token"]!;
        Assert.Equal("owner@example.org", (string?)(await GetAsync(browser, "/api/v1/session"))["account"]!["email"]);

        object project = new { name = "Site", domains = new[] { "site.example" } };
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(browser, project, csrf: null, origin: null));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(browser, project, csrf + "x", origin: null));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(browser, project, csrf, origin: "https://evil.example"));
        Assert.Equal(HttpStatusCode.Created, await StatusAsync(browser, project, csrf, server.Address.GetLeftPart(UriPartial.Authority)));
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(browser, project, csrf, origin: null));

        using var signOut = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/session");
        signOut.Headers.Add("X-CSRF-Token", csrf);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.SendAsync(signOut, cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/session", cancellation)).StatusCode);
    }

    [Fact]
    public async Task GuessesAreBounded()
    {
        using var browser = server.NewBrowser();
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 12 && last != HttpStatusCode.TooManyRequests; i++)
        {
            using var answer = await browser.PostAsJsonAsync("/api/v1/session", new { email = "guessed@example.org", login_key = LoginKey }, TestContext.Current.CancellationToken);
            last = answer.StatusCode;
            if (last == HttpStatusCode.TooManyRequests) Assert.NotNull(answer.Headers.RetryAfter);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, object body, string? csrf, string? origin)
    {
        using var request = Post("/api/v1/projects", body);
        if (csrf is not null) request.Headers.Add("X-CSRF-Token", csrf);
        if (origin is not null) request.Headers.Add("Origin", origin);
        using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static HttpRequestMessage Post(string path, object body) => new(HttpMethod.Post, path) { Content = JsonContent.Create(body) };

    private static async Task<JsonNode> GetAsync(HttpClient client, string path) =>
        JsonNode.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken))!;
}
