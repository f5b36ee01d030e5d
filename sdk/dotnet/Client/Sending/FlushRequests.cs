namespace Footfall.Client.Sending;

/// <summary>Those who wait until what waited has been sent. Thread-safe.</summary>
internal sealed class FlushRequests
{
    private readonly Lock _gate = new();
    private List<TaskCompletionSource<bool>> _asked = [];
    private bool _closed;

    public Task<bool> Ask()
    {
        var asked = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_closed) return Task.FromResult(false);
            _asked.Add(asked);
        }

        return asked.Task;
    }

    public List<TaskCompletionSource<bool>> Take()
    {
        lock (_gate)
        {
            var taken = _asked;
            _asked = [];
            return taken;
        }
    }

    /// <summary>Who asks from now on is told no at once, and so are those who wait.</summary>
    public void Close()
    {
        lock (_gate) _closed = true;
        foreach (var asked in Take()) asked.TrySetResult(false);
    }
}
