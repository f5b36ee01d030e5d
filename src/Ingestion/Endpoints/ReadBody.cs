using Microsoft.AspNetCore.Http;

namespace Footfall.Ingestion.Endpoints;

/// <summary>Reads a request's body whole, within a size and a time, and unpacks it. The content type is not looked at: beacons and old SDKs all say text/plain.</summary>
internal sealed class ReadBody(IngestionLimits limits, TimeProvider clock)
{
    /// <summary>The body, which the caller disposes, or why it is refused.</summary>
    public async ValueTask<(PooledBody? Body, Refusal? Refusal)> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > limits.BodyBytes) return (null, Refusal.TooLarge(limits.BodyBytes));
        var body = new PooledBody((int)(request.ContentLength ?? 0) + 1);
        var refusal = await FillAsync(request, body);
        if (refusal is null)
        {
            (var unpacked, refusal) = Unpack.Body(body, request.Headers.ContentEncoding, limits.BodyBytes);
            if (unpacked is not null) return (unpacked, null);
        }

        body.Dispose();
        return (null, refusal);
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
                foreach (var segment in read.Buffer)
                {
                    if (body.Length + segment.Length > limits.BodyBytes)
                    {
                        reader.AdvanceTo(read.Buffer.End);
                        return Refusal.TooLarge(limits.BodyBytes);
                    }

                    body.Append(segment.Span);
                }

                reader.AdvanceTo(read.Buffer.End);
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

    private static Refusal Slow() => new(StatusCodes.Status408RequestTimeout, "too_slow", "The body came too slowly.", null, "Send it again, faster or in smaller batches.");
}
