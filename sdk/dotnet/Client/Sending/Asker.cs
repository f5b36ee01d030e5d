namespace Footfall.Client.Sending;

/// <summary>Asks within the time of an attempt, and not beyond the program's end. A transport that does not let go is left alone.</summary>
internal sealed class Asker(IFootfallTransport transport, TimeSpan timeout, Voice voice, TimeProvider time, CancellationToken stop)
{
    /// <summary>Null: no answer.</summary>
    public async ValueTask<TransportAnswer?> AskAsync(TransportRequest request)
    {
        using var late = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            return await transport.SendAsync(request, either.Token).AsTask().WaitAsync(either.Token).ConfigureAwait(false);
        }
        // A transport may throw what it likes: no answer is a verdict as well.
#pragma warning disable CA1031
        catch (Exception failure)
#pragma warning restore CA1031
        {
            voice.NoAnswer(failure);
            return null;
        }
    }
}
