namespace Footfall.Server.Resting;

/// <summary>Decides when the server rests: nobody has asked it anything for <paramref name="quiet"/>, and the last rest is <paramref name="pause"/> ago. Times are a monotonic clock's. For one thread.</summary>
internal sealed class RestDecider(TimeSpan quiet, TimeSpan pause)
{
    private long seen;
    private TimeSpan quietSince;
    private TimeSpan? rested;
    private bool isDue = true;

    /// <param name="lastRequest">Anything that differs after a request from what it was before.</param>
    public bool ShouldRest(long lastRequest, TimeSpan now)
    {
        if (lastRequest != seen)
        {
            (seen, quietSince, isDue) = (lastRequest, now, true);
            return false;
        }

        if (!isDue || now - quietSince < quiet || now - rested < pause) return false;
        (isDue, rested) = (false, now);
        return true;
    }
}
