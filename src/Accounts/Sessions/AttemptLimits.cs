using System.Threading.RateLimiting;

namespace Footfall.Accounts.Sessions;

/// <summary>Bounds guesses: ten attempts an account and thirty an address in five minutes, for signing in and for setting up. Thread-safe.</summary>
public sealed class AttemptLimits : IDisposable
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly PartitionedRateLimiter<string> accounts = Limiter(10);
    private readonly PartitionedRateLimiter<string> addresses = Limiter(30);

    /// <summary>Counts an attempt; false where it is one too many.</summary>
    public bool Allow(string account, string address)
    {
        // Whoever has no attempt left uses up none of the account's, and makes no entry for names of their invention.
        using var byAddress = addresses.AttemptAcquire(address);
        if (!byAddress.IsAcquired) return false;
        using var byAccount = accounts.AttemptAcquire(account);
        return byAccount.IsAcquired;
    }

    public void Dispose()
    {
        accounts.Dispose();
        addresses.Dispose();
    }

    private static PartitionedRateLimiter<string> Limiter(int permits) => PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window }));
}
