namespace Footfall.Client.Sending;

/// <summary>What failed in a row, and when it may go again. Written by the sender's loop alone.</summary>
internal sealed class Retries(TimeProvider time)
{
    private int _failures;
    private volatile string? _failure;

    /// <summary>Not before this time; null: the last attempt succeeded.</summary>
    public DateTimeOffset? At { get; private set; }

    public string? Failure => _failure;

    public bool AreNotDue => At > time.GetUtcNow();

    public void Succeed()
    {
        (_failures, At) = (0, null);
        _failure = null;
    }

    public void Fail(Verdict verdict)
    {
        var later = verdict as Verdict.Later;
        _failure = later?.Detail ?? "the server takes nothing of it";
        // Not for secrets: clients that failed together shall not come back together.
#pragma warning disable CA5394
        At = time.GetUtcNow() + Judge.WaitAfter(++_failures, later?.RetryAfter, Random.Shared.NextDouble());
#pragma warning restore CA5394
    }
}
