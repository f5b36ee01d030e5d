using System.Net.Http.Headers;
using Footfall.Ingestion.Dialects.Otlp;
using Footfall.Ingestion.Tests.Endpoints;
using Xunit;

namespace Footfall.Ingestion.Tests.Dialects;

public sealed class OtlpTests(CollectHost host) : IClassFixture<CollectHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatTheExporterSentIsStoredOnceAndItsLogIsToldToBeNone()
    {
        for (var i = 0; i < 2; i++)
        {
            var answer = Assert.Single(await host.ReplayAsync("otlp-logs"));
            Assert.StartsWith("""{"partialSuccess":{"rejectedLogRecords":"1","errorMessage":"not_an_event""", answer, StringComparison.Ordinal);
        }

        var rows = await host.StoredAsync(24, Stored.Columns);
        Assert.Equal(["order_completed", "pageview"], rows.Select(row => row["name"]!).Order(StringComparer.Ordinal));
        var order = rows.Of("order_completed");
        Assert.Equal(("user-1", "user-1", "sess-1", "otlp-nodejs/2.12.1"), (order["client_visitor"], order["user_id"], order["session"], order["library"]));
        Assert.Equal(("/checkout", "{total=42.5, currency=EUR, n=3, ok=true, list='[\"a\",\"b\"]'}", null), (order["path"], order["props"], order["bot_reason"]));
        Assert.Equal("{url.path=/pricing}", rows.Of("pageview")["props"]);
    }

    [Fact]
    public async Task ProtobufIsTakenAsJsonIsAndAnsweredInItsOwnKind()
    {
        var request = Proto.Request(
            Proto.Record("proto_event", [.. Proto.Pair("n", Proto.Int(-3)), .. Proto.Pair("f", Proto.Double(0.5)), .. Proto.Pair("deep", Proto.Map("a", Proto.Text("b")))], Proto.Text("told")),
            Proto.Record(null, [], Proto.Text("a log")),
            [0x0A, 0xFF]);
        using var answer = await SendAsync(request, "Bearer ff_identified");

        Assert.Equal((200, "application/x-protobuf"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var bytes = await answer.Content.ReadAsByteArrayAsync(Cancellation);
        var outer = new ProtoReader(bytes);
        Assert.True(outer.Next());
        var partial = new ProtoReader(outer.Bytes);
        Assert.True(partial.Next());
        Assert.Equal((1u, 2ul), (partial.Field, partial.Number));
        var row = (await host.StoredAsync(2, Stored.Columns)).Of("proto_event");
        Assert.Equal("{body=told, n=-3, f=0.5, deep.a=b}", row["props"]);
        Assert.Equal("{n=-3.0, f=0.5}", row["numbers"]);
    }

    [Fact]
    public async Task EqualRecordsOfOneRequestAreSeveralEventsAndTheRequestAgainIsTheSame()
    {
        var record = Proto.Record("twin", [], null);
        for (var i = 0; i < 2; i++)
        {
            using var answer = await SendAsync(Proto.Request(record, record), "Bearer ff_identified");
            Assert.Equal(200, (int)answer.StatusCode);
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancellation));
        }

        Assert.Equal(2, (await host.StoredAsync(2, "name")).Count(row => row["name"] == "twin"));
    }

    [Theory]
    [InlineData("Bearer ff_unknown", 401)]
    [InlineData("", 401)]
    [InlineData("Bearer ff_sealed", 403)]
    [InlineData("Bearer ff_limited", 503)]
    public async Task RefusalsAreStatusesInTheSameKind(string authorization, int status)
    {
        using var answer = await SendAsync(Proto.Request(Proto.Record("x", [], null)), authorization);

        Assert.Equal((status, "application/x-protobuf"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal(status == 503, answer.Headers.RetryAfter is not null);
        var reader = new ProtoReader(await answer.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.True(reader.Next() && reader is { Field: 1, Kind: ProtoKind.Varint });
        Assert.True(reader.Next() && reader is { Field: 2, Kind: ProtoKind.Bytes } && reader.Bytes.Length > 10);
    }

    [Theory]
    [InlineData("nonsense", 400)]
    [InlineData("[]", 400)]
    [InlineData("{}", 200)]
    [InlineData("""{"resourceLogs":7}""", 200)]
    [InlineData("""{"resourceLogs":[7,{"scopeLogs":[{"logRecords":[7,null,[]]}]}]}""", 200)]
    public async Task JsonOfAnyShapeIsAnswered(string body, int status) =>
        Assert.Equal(status, (await host.TellAsync("/v1/logs", body, ("Authorization", "Bearer ff_anonymous"), ("Content-Type", "application/json"))).Status);

    [Fact]
    public async Task AnonymousProjectsKeepNobodysId()
    {
        var record = Proto.Record("nobody", [.. Proto.Pair("user.id", Proto.Text("user-1")), .. Proto.Pair("session.id", Proto.Text("s")), .. Proto.Pair("user.email", Proto.Text("ada@example.com")), .. Proto.Pair("client.address", Proto.Text("203.0.113.9"))], null);
        using var answer = await SendAsync(Proto.Request(record), "Bearer ff_anonymous");

        var row = (await host.StoredAsync(1, Stored.Columns)).Of("nobody");
        Assert.Equal((null, null, null), (row["client_visitor"], row["user_id"], row["session"]));
        Assert.DoesNotContain("user-1", string.Join('|', row.Values), StringComparison.Ordinal);
        Assert.Equal("{}", row["props"] ?? "{}");
    }

    private async Task<HttpResponseMessage> SendAsync(byte[] body, string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/logs") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        if (authorization.Length > 0) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await host.Client.SendAsync(request, Cancellation);
    }
}
