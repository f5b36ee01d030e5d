using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using Footfall.Client.Events;
using Footfall.Client.Sending;
using Footfall.Sealing.Envelopes;

namespace Footfall.Client.Routes;

/// <summary>
/// <c>POST /collect/sealed</c>: batches in envelopes that only the project's key opens. Nothing but the envelope is sent: no token, no write key, no address.
/// </summary>
internal sealed class SealedRoute(Surroundings around, string key, string pin, StatementFile? file) : Route, IDisposable
{
    /// <summary>When the project has no key to seal to at the moment, an owner has to begin one.</summary>
    private static readonly TimeSpan NoKeyWait = TimeSpan.FromMinutes(5);

    private static readonly KeyValuePair<string, string>[] Headers = [KeyValuePair.Create("Content-Type", "application/octet-stream")];

    private readonly Uri _url = new(around.Base + "/collect/sealed");
    private Vouched? _vouched;

    public override int MostEvents => around.BatchSize;

    /// <summary>An envelope holds 65,536 bytes after deflation; what does not deflate at all is parted.</summary>
    public override int MostBytes => 40_000;

    public override bool Ready => _vouched?.Until > around.Time.GetUtcNow();

    public override async ValueTask<Verdict> PrepareAsync(Func<TransportRequest, ValueTask<TransportAnswer?>> ask)
    {
        if (Ready) return Verdict.Accepted.Whole;
        var answer = await ask(new TransportRequest("GET", new Uri($"{_url}?key={Uri.EscapeDataString(key)}"), [], default)).ConfigureAwait(false);
        if (answer?.Status == 404) return new Verdict.Later(NoKeyWait, "the project has no key to seal to");
        var verdict = Sending.Judge.Of(answer, around.Time.GetUtcNow());
        if (verdict is Verdict.Later && Believe(file?.Read() ?? [])) return Verdict.Accepted.Whole;
        if (verdict is not Verdict.Accepted) return verdict;
        if (!Believe(answer!.Body.Span)) return new Verdict.Refused("pin_refused", "the pin does not vouch for the key that the server names");
        file?.Write(answer.Body.Span);
        return verdict;
    }

    public override Parcel? Pack(IReadOnlyList<QueuedEvent> events)
    {
        var content = Content(events);
        if (content.Length > Envelope.MostContentBytes) return null;
        try
        {
            var envelope = _vouched!.Sealer.Seal(content);
            return new Parcel(around.ParcelId(), around.Time.GetUtcNow(), events.Count, null, envelope, content, InMemory: true);
        }
        catch (ArgumentException)
        {
            return null; // It deflated to more than an envelope holds.
        }
    }

    /// <summary>The envelope stands behind its length, since the server takes a row of them.</summary>
    public override TransportRequest Request(Parcel parcel)
    {
        var body = new byte[sizeof(uint) + parcel.Envelope!.Length];
        BinaryPrimitives.WriteUInt32BigEndian(body, (uint)parcel.Envelope.Length);
        parcel.Envelope.CopyTo(body, sizeof(uint));
        return new TransportRequest("POST", _url, Headers, body);
    }

    public override ReadOnlyMemory<byte> Readable(Parcel parcel, TransportRequest request) =>
        Encoding.UTF8.GetBytes($"{(parcel.Inside is { } inside ? Encoding.UTF8.GetString(inside) : "an envelope of an earlier start")} (sealed in {request.Body.Length} bytes)");

    /// <summary>The server knows a newer key: the next batch is sealed to that one.</summary>
    public override void Unwanted(string reason)
    {
        if (reason is "unknown_epoch" or "epoch_closed") Forget();
    }

    public void Dispose() => Forget();

    private static byte[] Content(IReadOnlyList<QueuedEvent> events)
    {
        var context = new JsonObject { ["library"] = Surroundings.Library };
        return CompactEvents.Compact(context, [.. events.Select(one => (JsonObject)JsonNode.Parse(one.Json)!)]);
    }

    private bool Believe(ReadOnlySpan<byte> answer)
    {
        if (Vouched.Of(ClientJson.Read(answer, ClientJson.Default.SealedAnswer), pin, around.Time.GetUtcNow()) is not { } vouched) return false;
        Forget();
        _vouched = vouched;
        return true;
    }

    private void Forget()
    {
        _vouched?.Sealer.Dispose();
        _vouched = null;
    }
}
