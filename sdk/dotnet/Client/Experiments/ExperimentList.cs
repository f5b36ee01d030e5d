using Footfall.Client.Sending;

namespace Footfall.Client.Experiments;

/// <summary>The experiments that run, as the server tells them: asked for when they are needed, by one at a time, and kept for a minute. Thread-safe.</summary>
internal sealed class ExperimentList(Uri url, Asker asker, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private readonly Lock _asking = new();
    private Task<Dictionary<string, ToldExperiment>?>? _answer;
    private long _askedAt;

    /// <summary>Null: the server is away, or tells of none.</summary>
    public Task<Dictionary<string, ToldExperiment>?> GetAsync()
    {
        lock (_asking)
        {
            if (_answer is not null && (!_answer.IsCompleted || time.GetElapsedTime(_askedAt) < Kept)) return _answer;
            _askedAt = time.GetTimestamp();
            return _answer = Task.Run(AskAsync);
        }
    }

    private async Task<Dictionary<string, ToldExperiment>?> AskAsync()
    {
        // Without an answer no experiment runs, and the control is shown.
        var answer = await asker.AskAsync(new TransportRequest("GET", url, [], default)).ConfigureAwait(false);
        return Judge.Of(answer, time.GetUtcNow()) is Verdict.Accepted ? ClientJson.Read(answer!.Body.Span, ClientJson.Default.DictionaryStringToldExperiment) : null;
    }
}
