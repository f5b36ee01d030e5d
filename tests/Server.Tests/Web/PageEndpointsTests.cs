using System.Net;
using System.Text.RegularExpressions;
using Footfall.Server.Web;
using Xunit;

namespace Footfall.Server.Tests.Web;

public sealed class PageEndpointsTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("/", HttpStatusCode.OK, "dashboard")]
    [InlineData("/projects/shop.example/settings", HttpStatusCode.OK, "dashboard")]
    [InlineData("/setup?token=x", HttpStatusCode.OK, "dashboard")]
    [InlineData("/nowhere/at/all", HttpStatusCode.NotFound, "dashboard")]
    [InlineData("/demo/", HttpStatusCode.OK, "demo site")]
    [InlineData("/demo/nowhere", HttpStatusCode.NotFound, "lost in the demo site")]
    public async Task APersonSeesAPageAndItsStatusIsTrue(string address, HttpStatusCode status, string text)
    {
        using var answer = await GetAsync(address, "text/html,application/xhtml+xml,*/*;q=0.8");
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(text, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/favicon.svg")]
    [InlineData("/favicon.ico")]
    public async Task TheIconIsFoundByTheNameThatBrowsersAskForToo(string address)
    {
        using var answer = await GetAsync(address, "image/*,*/*;q=0.8");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("/robots.txt", "*/*")]
    [InlineData("/.well-known/security.txt", "*/*")]
    [InlineData("/assets/gone.js", "*/*")]
    [InlineData("/demo/nowhere.png", "image/*,*/*;q=0.8")]
    [InlineData("/api/v1/nowhere", "text/html")]
    public async Task AProgramGetsAProblemInsteadOfAPage(string address, string accept)
    {
        using var answer = await GetAsync(address, accept);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public void ThePagesAreThoseOfTheDashboardsRouter()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Footfall.slnx"))) folder = folder.Parent!;
        var router = File.ReadAllText(Path.Combine(folder.FullName, "web", "dashboard", "src", "router.ts"));
        var own = Regex.Match(router, @"OWN = new Set\(\[(.*?)\]\)", RegexOptions.Singleline).Groups[1].Value;
        Assert.Equal(PageEndpoints.Pages, Regex.Matches(own, "\"(.*?)\"").Select(name => name.Groups[1].Value));
    }

    private async Task<HttpResponseMessage> GetAsync(string address, string accept)
    {
        using var browser = server.NewBrowser();
        browser.DefaultRequestHeaders.Add("Accept", accept);
        return await browser.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
    }
}
