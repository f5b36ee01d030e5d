using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Footfall.Ingestion.Endpoints;

/// <summary>Reads a request's body whole, within a size and a time, and unpacks it. The content type is not looked at: beacons and old SDKs all say text/plain.</summary>
internal sealed class ReadBody(IngestionLimits limits, BodyBudget budget, TimeProvider clock)
{
    /// <summary>The body, which the caller disposes, or why it is refused.</summary>
    public async ValueTask<(PooledBody? Body, Refusal? Refusal)> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > limits.BodyBytes) return (null, Refusal.TooLarge(limits.BodyBytes));
        var received = new PooledBody(budget);
        PooledBody? body = null;
        try
        {
            var refusal = await FillAsync(request, received);
            if (refusal is null) (body, refusal) = Unpack.Body(received, request.Headers.ContentEncoding, limits.BodyBytes, budget);
            return (body, refusal);
        }
        finally
        {
            // Also for a sender that goes away in the middle: what is not given back would be missing for good.
            if (body != received) received.Dispose();
        }
    }

    private async ValueTask<Refusal?> FillAsync(HttpRequest request, PooledBody body)
    {
        var reader = request.BodyReader;
        ITimer? timer = null;
        try
        {
            while (true)
            {
                var pending = reader.ReadAsync(request.HttpContext.RequestAborted);
                // Most bodies come with their headers; only one that has to be waited for is timed.
                if (!pending.IsCompleted) timer ??= clock.CreateTimer(_ => reader.CancelPendingRead(), null, limits.BodyTime, Timeout.InfiniteTimeSpan);
                var read = await pending;
                if (read.IsCanceled) return Slow();
                var refusal = Take(read.Buffer, body);
                reader.AdvanceTo(read.Buffer.End);
                if (refusal is not null) return refusal;
                if (read.IsCompleted) return null;
            }
        }
        catch (BadHttpRequestException refused)
        {
            // The server's own guards: the body ended early, came too slowly, or broke the chunked encoding.
            return refused.StatusCode switch
            {
                StatusCodes.Status408RequestTimeout => Slow(),
                StatusCodes.Status413PayloadTooLarge => Refusal.TooLarge(limits.BodyBytes),
                _ => Refusal.Unreadable(null, "The body could not be received whole.", "Send it again."),
            };
        }
        finally
        {
            if (timer is not null) await timer.DisposeAsync();
        }
    }

    private Refusal? Take(in ReadOnlySequence<byte> more, PooledBody body)
    {
        if (body.Length + more.Length > limits.BodyBytes) return Refusal.TooLarge(limits.BodyBytes);
        return body.TryAppend(more) ? null : Refusal.TooManyBodies();
    }

    private static Refusal Slow() => new(StatusCodes.Status408RequestTimeout, "too_slow", "The body came too slowly.", null, "Send it again, faster or in smaller batches.");
}
