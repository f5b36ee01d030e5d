using System.Globalization;
using System.IO.Compression;
using System.Text;
using Footfall.Ingestion.Tests.Endpoints;
using Xunit;

namespace Footfall.Ingestion.Tests.Dialects;

/// <summary>What no SDK sends: every endpoint answers it, with no error of the server's own, and what is good beside it is kept.</summary>
public sealed class HostileBodiesTests(CollectHost host) : IClassFixture<CollectHost>
{
    private static readonly string Deep = string.Concat(Enumerable.Repeat("{\"a\":[", 20_000)) + "1" + string.Concat(Enumerable.Repeat("]}", 20_000));
    private static readonly string Many = "{" + string.Join(',', Enumerable.Range(0, 1500).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"p{i}\":{i}"))) + "}";

    private static readonly string[] Values =
        ["null", "7", "1e999", "-1", "\"\"", "\"\\ud800\\u0000\"", "true", "[]", "{}", "[[[[]]]]", "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":1}}}}}}}", $"\"{new string('x', 5000)}\"", Many, "\"2026-13-45T99:99:99Z\""];

    /// <summary>Address, header, body; EVENT stands for one event whose value is X, GOOD for one that is right.</summary>
    public static TheoryData<string, string, string> Endpoints => new()
    {
        { "/batch", """{"api_key":"ff_anonymous","sent_at":X,"batch":[{"event":X,"uuid":X,"distinct_id":X,"timestamp":X,"properties":X},{"event":"e","properties":{"$current_url":X,"$groups":X,"$set":X,"$time":X,"$lib":X,"$elements":X,"$exception_list":X,"revenue":X,"currency":X,"$ip":X,"x":X}},X,GOOD]}""", """{"event":"NAME"}""" },
        { "/i/v1/analytics/events?token=ff_anonymous", """{"created_at":X,"batch":[{"event":X,"options":X,"session_id":X,"properties":X},X,GOOD]}""", """{"event":"NAME","properties":{}}""" },
        { "/v1/batch", """{"writeKey":"ff_anonymous","sentAt":X,"batch":[{"type":X,"event":X,"userId":X,"anonymousId":X,"properties":X,"context":X,"timestamp":X,"messageId":X},{"type":"identify","traits":X,"context":{"page":X,"campaign":X,"library":X,"screen":X,"ip":X}},X,GOOD]}""", """{"type":"track","event":"NAME"}""" },
        { "/track", """[{"event":X,"properties":X},{"event":"e","properties":{"token":"ff_anonymous","time":X,"$insert_id":X,"distinct_id":X,"$current_url":X,"x":X}},X,GOOD]""", """{"event":"NAME","properties":{"token":"ff_anonymous"}}""" },
        { "/2/httpapi", """{"api_key":"ff_anonymous","client_upload_time":X,"events":[{"event_type":X,"time":X,"session_id":X,"event_properties":X,"user_properties":X,"groups":X,"revenue":X,"price":X,"quantity":X,"currency":X,"ip":X},X,GOOD]}""", """{"event_type":"NAME"}""" },
        { "/v1/logs?token=ff_anonymous", """{"resourceLogs":[X,{"resource":X,"scopeLogs":[X,{"logRecords":[X,{"eventName":X,"timeUnixNano":X,"attributes":X,"body":X},{"eventName":"e","attributes":[X,{"key":X,"value":X},{"key":"k","value":{"arrayValue":X}},{"key":"l","value":{"kvlistValue":{"values":X}}},{"key":"i","value":{"intValue":X,"stringValue":X}}]},GOOD]}]}]}""", """{"eventName":"NAME"}""" },
        { "/api/1/envelope?sentry_key=ff_anonymous", "{\"sent_at\":X}\n{\"type\":X}\nX\n{\"type\":\"event\"}\n{\"timestamp\":X,\"exception\":X,\"message\":X,\"tags\":X,\"user\":X,\"request\":X,\"sdk\":X}\n{\"type\":\"event\"}\n{\"exception\":{\"values\":X},\"logentry\":X}\n{\"type\":\"event\"}\nGOOD\n", """{"message":"NAME","level":"info"}""" },
        { "/mp/collect?api_secret=ff_anonymous", """{"client_id":X,"user_id":X,"timestamp_micros":X,"user_properties":X,"events":[{"name":X,"params":X},{"name":"e","params":{"session_id":X,"page_location":X,"value":X,"currency":X,"x":X}},X,GOOD]}""", """{"name":"NAME"}""" },
    };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task AValueOfAnyKindSpoilsNothing(string path, string shape, string good)
    {
        var number = 0;
        foreach (var value in Values)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"good{path.Split('?')[0].Replace("/", "-", StringComparison.Ordinal)}{number++}");
            var body = shape.Replace("GOOD", good.Replace("NAME", name, StringComparison.Ordinal), StringComparison.Ordinal).Replace("X", value, StringComparison.Ordinal);
            var (status, text) = await host.TellAsync(path, body);
            Assert.True(status is 200 or 204 || (path.StartsWith("/api/1", StringComparison.Ordinal) && status == 400), $"{value[..Math.Min(40, value.Length)]}: {status} {text}");
            if (status == 400) continue;
            var rows = await host.StoredAsync(1, "name, props");
            Assert.True(path.Contains("envelope", StringComparison.Ordinal) || rows.Any(row => row["name"] == name), value[..Math.Min(40, value.Length)]);
            if (path.Contains("envelope", StringComparison.Ordinal) && value.Length < 4000) Assert.Contains(rows, row => row["props"]?.Contains(name, StringComparison.Ordinal) == true);
        }
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task DeepJsonAndBombsAreAnswered(string path, string shape, string good)
    {
        Assert.True((await host.TellAsync(path, shape.Replace("GOOD", good, StringComparison.Ordinal).Replace("X", Deep, StringComparison.Ordinal))).Status is 200 or 204 or 400 or 413);
        Assert.True((await host.TellAsync(path, Deep)).Status is 200 or 204 or 400 or 401);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes("[" + new string(' ', 8_000_000) + "]"));
        using var bomb = await host.PostAsync(packed.ToArray(), path, ("Content-Encoding", "gzip"));
        Assert.Equal(413, (int)bomb.StatusCode);
        using var torn = await host.PostAsync(packed.ToArray()[..100], path, ("Content-Encoding", "gzip"));
        Assert.Equal(400, (int)torn.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task ALargeBatchIsTakenWhole(string path, string shape, string good)
    {
        if (path.Contains("envelope", StringComparison.Ordinal)) return;
        var name = "large" + path.Split('?')[0].Replace("/", "-", StringComparison.Ordinal);
        var (before, after) = (shape[..shape.IndexOf('[', StringComparison.Ordinal)], shape[(shape.LastIndexOf("GOOD", StringComparison.Ordinal) + 4)..]);
        if (path.StartsWith("/v1/logs", StringComparison.Ordinal)) before = """{"resourceLogs":[{"scopeLogs":[{"logRecords":""";
        var events = string.Join(',', Enumerable.Repeat(good.Replace("NAME", name, StringComparison.Ordinal), 2500));
        var (status, text) = await host.TellAsync(path, $"{before.Replace("X", "null", StringComparison.Ordinal)}[{events}{after}");

        Assert.True(status is 200 or 204, text);
        Assert.Equal(2500, (await host.StoredAsync(1, "name")).Count(row => row["name"] == name));
    }
}
