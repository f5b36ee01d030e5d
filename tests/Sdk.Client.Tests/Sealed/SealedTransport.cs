using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text.Json;
using Footfall.Client;
using Footfall.Sealing;
using Footfall.Sealing.Envelopes;
using Footfall.Sealing.Hpke;
using Xunit;

namespace Footfall.Sdk.Client.Tests.Sealed;

/// <summary>A server that cannot read what it takes, and beside it the owner, who can: with the shared vectors' keys, signed by the TypeScript twin.</summary>
internal sealed class SealedTransport : IFootfallTransport
{
    private static readonly JsonElement Stated = Read("statement.json");
    private readonly Queue<int?> statuses = new();
    private readonly byte[] project = Hex(Stated, "project");
    private readonly byte[] epoch = Hex(Stated, "epoch");

    public string Pin { get; } = Stated.GetProperty("pin").GetString()!;

    public List<TransportRequest> Requests { get; } = [];

    public IEnumerable<TransportRequest> Sent => Requests.Where(request => request.Method == "POST");

    /// <summary>What it answers to who asks for the key; null: nothing at all.</summary>
    public Func<TransportAnswer?> Word { get; set; } = () => new TransportAnswer(200, null, JsonSerializer.SerializeToUtf8Bytes(Statement()));

    /// <summary>What it answers to the next envelopes; null: the connection is cut.</summary>
    public void AnswerNext(params int?[] next)
    {
        foreach (var status in next) statuses.Enqueue(status);
    }

    public static Dictionary<string, string> Statement() => new()
    {
        ["statement"] = Text(Hex(Stated, "statement")),
        ["signature"] = Text(Hex(Stated.GetProperty("signatures")[0], "signature")),
        ["root_key"] = Text(Hex(Stated, "rootPublic")),
        ["project"] = "01020304-0506-0708-090a-0b0c0d0e0f10",
    };

    public ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        if (request.Method == "GET") return Word() is { } word ? ValueTask.FromResult(word) : throw new HttpRequestException("cut");
        var status = statuses.TryDequeue(out var next) ? next : 202;
        return status is { } told ? ValueTask.FromResult(new TransportAnswer(told)) : throw new HttpRequestException("cut");
    }

    public static byte[] EnvelopeOf(TransportRequest request)
    {
        var length = BinaryPrimitives.ReadUInt32BigEndian(request.Body.Span);
        Assert.Equal(request.Body.Length - 4, (int)length);
        return request.Body[4..].ToArray();
    }

    /// <summary>The events that the owner reads.</summary>
    public JsonElement[] Open(TransportRequest request)
    {
        using var key = HpkeKey.FromPrivate(Hex(Read("sealing.json"), "epochPrivate"));
        using var opener = new EnvelopeOpener(key, project, epoch);
        Assert.Equal(Refusal.None, Envelope.Read(EnvelopeOf(request), out var envelope));
        Assert.Equal(Refusal.None, opener.Open(envelope!, out var content));
        return [.. JsonSerializer.Deserialize<JsonElement>(CompactEvents.Expand(content)!).GetProperty("events").EnumerateArray()];
    }

    private static JsonElement Read(string vector) => JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", vector)));

    private static byte[] Hex(JsonElement element, string name) => Convert.FromHexString(element.GetProperty(name).GetString()!);

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
