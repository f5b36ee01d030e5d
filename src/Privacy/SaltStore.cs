using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Footfall.Privacy;

/// <summary>
/// Keeps the daily salts: makes one each UTC day, on disk before its first use, and destroys the one before. Promises, for every salt: it is used for one
/// UTC day (26 hours at most on the monotonic clock), and within 48 hours of its making neither file nor memory has it while the server runs;
/// a server that was off destroys it when it starts. Thread-safe; reading takes no lock but once a day.
/// </summary>
public sealed class SaltStore
{
    private readonly Lock gate = new();
    private readonly SaltFiles files;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly List<Salt> retired = [];
    private volatile Salts? salts;

    private SaltStore(SaltFiles files, TimeProvider clock, ILogger logger)
    {
        this.files = files;
        this.clock = clock;
        this.logger = logger;
    }

    /// <summary>Opens the directory, destroys what is too old, and makes today's salt where there is none.</summary>
    /// <exception cref="IOException">The directory cannot be read or written.</exception>
    public static SaltStore Open(string directory, TimeProvider clock, ILogger<SaltStore> logger)
    {
        var store = new SaltStore(new SaltFiles(directory), clock, logger);
        store.Current();
        return store;
    }

    /// <summary>The salts in force now.</summary>
    /// <exception cref="IOException">A new day has begun and its salt cannot be written: nothing may be hashed until it can.</exception>
    public Salts Current()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return salts is { } held && held.CoverMoment(now) ? held : Renew(now);
    }

    /// <summary>
    /// To be called each minute: renews what is due, destroys the previous salt once it is too old or <paramref name="mayForgetPrevious"/>, and wipes the
    /// memory of those that were dropped at the last call, since no thread can be hashing with them any more.
    /// </summary>
    public void Sweep(bool mayForgetPrevious)
    {
        lock (gate)
        {
            foreach (var salt in retired) salt.Erase();
            retired.Clear();
            var held = Renew(clock.GetUtcNow().UtcDateTime);
            if (held.Previous is { } previous && (mayForgetPrevious || clock.GetElapsedTime(previous.BornAt) > SaltCalendar.LongestLife))
            {
                Destroy(previous.Day);
                salts = held with { Previous = null };
            }
        }
    }

    private Salts Renew(DateTime now)
    {
        lock (gate)
        {
            var decision = SaltCalendar.Decide(now, files.Days());
            foreach (var day in decision.Destroy) Destroy(day);
            var current = Load(decision.Current);
            if (current is not null && clock.GetElapsedTime(current.BornAt) > SaltCalendar.LongestUse)
            {
                Destroy(current.Day);
                current = null;
            }

            current ??= Make(decision.Current);
            var previous = decision.Previous is { } day2 ? Load(day2) : null;
            var held = salts;
            if (held is null || held.Current != current || held.Previous != previous) salts = held = new Salts(current, previous);
            return held;
        }
    }

    private Salt? Load(DateOnly day)
    {
        if (salts?.Current is { } current && current.Day == day) return current;
        if (salts?.Previous is { } previous && previous.Day == day) return previous;
        if (!files.Days().Contains(day)) return null;
        var bytes = files.Read(day);
        if (bytes is null)
        {
            Destroy(day);
            return null;
        }

        var salt = new Salt(day, bytes, clock.GetTimestamp());
        CryptographicOperations.ZeroMemory(bytes);
        return salt;
    }

    private Salt Make(DateOnly day)
    {
        Span<byte> bytes = stackalloc byte[Salt.Length];
        RandomNumberGenerator.Fill(bytes);
        files.Write(day, bytes);
        var salt = new Salt(day, bytes, clock.GetTimestamp());
        CryptographicOperations.ZeroMemory(bytes);
        Log.SaltMade(logger, day);
        return salt;
    }

    private void Destroy(DateOnly day)
    {
        files.Destroy(day);
        if (salts is { } held)
        {
            if (held.Current.Day == day) retired.Add(held.Current);
            if (held.Previous?.Day == day) retired.Add(held.Previous);
        }

        Log.SaltDestroyed(logger, day);
    }
}
