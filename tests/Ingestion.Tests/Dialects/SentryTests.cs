using System.Globalization;
using System.IO.Compression;
using System.Text;
using Footfall.Ingestion.Dialects.Sentry;
using Footfall.Ingestion.Tests.Endpoints;
using Xunit;

namespace Footfall.Ingestion.Tests.Dialects;

public sealed class SentryTests(CollectHost host) : IClassFixture<CollectHost>
{
    private const string Event =
        """{"event_id":"ID","timestamp":1795336281.5,"platform":"csharp","level":"error","release":"shop@1","environment":"production","server_name":"machine-1","user":{"id":"user-1","email":"ada@example.com","ip_address":"{{auto}}"},"exception":{"values":[{"type":"Inner","value":"inside"},{"type":"TypeError","value":"NAME for bob@example.com","mechanism":{"handled":false},"stacktrace":{"frames":[{"filename":"/home/ada/x.cs"}]}}]},"tags":{"shelf":"books"},"request":{"url":"https://sentry.example/cart?q=1","headers":{"User-Agent":"Mozilla/5.0"}},"breadcrumbs":[{"message":"secret"}]}""";

    [Theory]
    [InlineData("/api/2/envelope/?sentry_version=7&sentry_key=ff_identified", "", "query")]
    [InlineData("/api/2/envelope", "Sentry sentry_version=7, sentry_client=raven/1.0, sentry_key=ff_identified", "header")]
    [InlineData("/compat/sentry/api/2/envelope/?sentry_key=ff_identified", "", "compat")]
    public async Task AnErrorIsAnEventWithoutAnythingPersonal(string path, string auth, string name)
    {
        var id = Guid.NewGuid().ToString("N");
        var envelope = Encoding.UTF8.GetBytes(Envelope(id, ("session", "{}"), ("event", Event.Replace("ID", id, StringComparison.Ordinal).Replace("NAME", name, StringComparison.Ordinal)), ("attachment", "bytes\nwith lines")));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)) gzip.Write(envelope);
        foreach (var body in new[] { envelope, packed.ToArray() })
        {
            using var answer = auth.Length == 0 ? await host.PostAsync(body, path) : await host.PostAsync(body, path, ("X-Sentry-Auth", auth));
            Assert.Equal((200, $$"""{"id":"{{id}}"}"""), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        }

        var row = Assert.Single(await host.StoredAsync(2, Stored.Columns), row => row["props"]?.Contains($"message='{name} for", StringComparison.Ordinal) == true || row["props"]?.Contains($"message={name} for", StringComparison.Ordinal) == true);
        Assert.Equal(("error", "user-1", "sentry.example", "/cart", "false", null), (row["name"], row["user_id"], row["hostname"], row["path"], row["interactive"], row["bot_reason"]));
        foreach (var said in new[] { "type=TypeError", "release=shop@1", "environment=production", "level=error", "handled=false", "tags.shelf=books" }) Assert.Contains(said, row["props"]!.Replace("'", "", StringComparison.Ordinal), StringComparison.Ordinal);
        foreach (var hidden in new[] { "ada", "bob@", "machine-1", "secret", "auto" }) Assert.DoesNotContain(hidden, string.Join('|', row.Values), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnonymousProjectsKeepNobodysIdAndTheOldAddressIsTaken()
    {
        var (status, _) = await host.TellAsync("/api/1/store/?sentry_key=ff_anonymous", Event.Replace("NAME", "stored", StringComparison.Ordinal));

        Assert.Equal(200, status);
        var row = (await host.StoredAsync(1, Stored.Columns)).Of("error");
        Assert.Equal((null, null), (row["user_id"], row["client_visitor"]));
    }

    [Fact]
    public async Task AMessageWithAStackIsNoError()
    {
        var (status, _) = await host.TellAsync("/api/2/store?sentry_key=ff_identified", """{"level":"warning","message":"beware","exception":{"values":[{"value":"beware","stacktrace":{"frames":[]}}]}}""");

        Assert.Equal(200, status);
        Assert.Equal("{message=beware, level=warning}", (await host.StoredAsync(2, Stored.Columns)).Of("message")["props"]);
    }

    [Fact]
    public async Task OneBrokenEventCostsNoOther()
    {
        var envelope = Envelope("", ("event", "nonsense"), ("event", Event.Replace("NAME", "beside", StringComparison.Ordinal).Replace("ID", "beside", StringComparison.Ordinal)));
        Assert.Equal(200, (await host.TellAsync("/api/4/envelope/?sentry_key=ff_bound", envelope)).Status);

        Assert.Empty(await host.StoredAsync(4, "name"));
        Assert.Equal(200, (await host.TellAsync("/api/2/envelope/?sentry_key=ff_identified", envelope)).Status);
        Assert.Single(await host.StoredAsync(2, Stored.Columns), row => row["props"]!.Contains("beside for", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/api/1/envelope?sentry_key=ff_identified", "{}\n", 401)]
    [InlineData("/api/1/envelope", "{}\n", 401)]
    [InlineData("/api/1/envelope", "{\"dsn\":\"https://ff_anonymous@host.example/1\"}\n", 200)]
    [InlineData("/api/999/envelope?sentry_key=ff_anonymous", "{}\n", 401)]
    [InlineData("/api/1/envelope?sentry_key=ff_anonymous", "", 400)]
    [InlineData("/api/1/envelope?sentry_key=ff_anonymous", "nonsense", 400)]
    [InlineData("/api/3/envelope?sentry_key=ff_sealed", "{}\n{\"type\":\"event\"}\n{}\n", 403)]
    [InlineData("/api/5/envelope?sentry_key=ff_limited", "{}\n{\"type\":\"event\"}\n{}\n", 503)]
    [InlineData("/api/1/envelope?sentry_key=ff_anonymous", "{}\n{\"type\":\"event\",\"length\":4000000000}\n{\"message\":\"short\"}", 200)]
    public async Task EnvelopesOfAnyShapeAreAnswered(string path, string body, int status) => Assert.Equal(status, (await host.TellAsync(path, body)).Status);

    [Fact]
    public void PayloadsAreAsLongAsTheySayOrEndWithTheLine()
    {
        const string lines = "{\"event_id\":\"a\"}\r\n{\"type\":\"event\",\"length\":12}\n{\"a\":\n\"b\\n\"}\n\n{\"type\":\"event\"}\n{\"message\":\"c\"}\n{\"type\":\"log\"}\n{}\n{\"type\":\"event\"}";
        var envelope = SentryEnvelope.Read(Encoding.UTF8.GetBytes(lines))!;

        Assert.Equal((3, 1), (envelope.Events.Count, envelope.Others));
        Assert.Equal(["{\"a\":\n\"b\\n\"}", "{\"message\":\"c\"}", null], envelope.Events.Select(item => item?.GetRawText()));
    }

    private static string Envelope(string id, params (string Type, string Payload)[] items)
    {
        var text = new StringBuilder($$"""{"event_id":"{{id}}","sent_at":"2026-11-27T00:00:00Z"}""").Append('\n');
        foreach (var (type, payload) in items) text.Append(CultureInfo.InvariantCulture, $"{{\"type\":\"{type}\",\"length\":{Encoding.UTF8.GetByteCount(payload)}}}\n{payload}\n");
        return text.ToString();
    }
}
