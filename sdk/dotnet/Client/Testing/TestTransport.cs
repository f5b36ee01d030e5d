using System.Text.Json;

namespace Footfall.Client.Testing;

/// <summary>
/// Sends nothing, and remembers what would have been sent: <c>new FootfallOptions { Transport = new TestTransport(), … }</c>. Of open projects; sealed events
/// cannot be read by whoever carries them. Thread-safe.
/// </summary>
public sealed class TestTransport : IFootfallTransport
{
    private readonly Lock _gate = new();
    private readonly List<TransportRequest> _requests = [];
    private readonly List<JsonElement> _events = [];
    private readonly HashSet<string> _ids = [];
    private readonly Queue<TransportAnswer?> _answers = new();

    /// <summary>All requests so far, repeated ones as well.</summary>
    public IReadOnlyList<TransportRequest> Requests
    {
        get
        {
            lock (_gate) return [.. _requests];
        }
    }

    /// <summary>The events that were taken, each once, as <c>POST /collect</c> has them.</summary>
    public IReadOnlyList<JsonElement> Events
    {
        get
        {
            lock (_gate) return [.. _events];
        }
    }

    /// <summary>What the next requests are answered, in this order; then all are taken.</summary>
    /// <param name="answers">Null: the connection is cut.</param>
    public void AnswerNext(params TransportAnswer?[] answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        lock (_gate) foreach (var answer in answers) _answers.Enqueue(answer);
    }

    /// <summary>Forgets requests and events.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _requests.Clear();
            _events.Clear();
            _ids.Clear();
        }
    }

    /// <inheritdoc />
    public ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        lock (_gate)
        {
            _requests.Add(request);
            var answer = _answers.TryDequeue(out var next) ? next : new TransportAnswer(202);
            if (answer is null) throw new HttpRequestException("The connection was cut.");
            if (answer.Status is >= 200 and < 300) Take(request.Body);
            return ValueTask.FromResult(answer);
        }
    }

    /// <summary>A batch, or the one event of a short call.</summary>
    private void Take(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty || body.Span[0] != (byte)'{') return;
        using var read = JsonDocument.Parse(body);
        var root = read.RootElement;
        var events = root.TryGetProperty("events", out var all) ? all.EnumerateArray().Select(one => one.Clone()).ToList() : [root.Clone()];
        foreach (var one in events)
        {
            if (!one.TryGetProperty("id", out var id) || _ids.Add(id.GetString()!)) _events.Add(one);
        }
    }
}
