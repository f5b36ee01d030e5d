using System.Collections.Concurrent;
using Footfall.Events;
using Footfall.Storage.Control;
using Footfall.Storage.Live;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Tokens;

/// <summary>Machine access by bearer token. Known tokens are remembered for a minute, since servers send one with each batch. Thread-safe.</summary>
public sealed class TokenStore(ControlDatabase database, TimeProvider clock, AccessChanges changes)
{
    private const int RememberedAtMost = 10_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (TokenRow? Token, long Until)> known = new(StringComparer.Ordinal);

    /// <summary>The token by its value, or null. Unknown values are remembered as well, so that guessing does not reach the database.</summary>
    public async Task<TokenRow?> FindAsync(string value, CancellationToken cancellation)
    {
        if (value.Length is < 16 or > 200) return null;
        var key = Convert.ToHexString(Secrets.HashOf(value));
        var now = clock.GetTimestamp();
        if (known.TryGetValue(key, out var seen) && seen.Until > now) return seen.Token;
        if (known.Count >= RememberedAtMost) known.Clear();
        var token = await ReadAsync(Secrets.HashOf(value), cancellation);
        known[key] = (token, now + (long)(Remembered.TotalSeconds * clock.TimestampFrequency));
        return token;
    }

    /// <summary>Makes a token; its value is returned once and not kept.</summary>
    public async Task<(TokenRow Row, string Value)> CreateAsync(ControlDbContext control, string name, Scopes scopes, IReadOnlyList<int>? projects, string? value, CancellationToken cancellation)
    {
        value ??= "fft_" + Secrets.NewValue();
        var row = new TokenRow
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Name = name,
            Hash = Secrets.HashOf(value),
            Prefix = value[..8],
            Scopes = scopes,
            Projects = projects is null ? null : [.. projects],
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        };
        control.Tokens.Add(row);
        await control.SaveChangesAsync(cancellation);
        known.Clear();
        return (row, value);
    }

    public async Task<bool> RemoveAsync(ControlDbContext control, Guid id, CancellationToken cancellation)
    {
        // An agent's token goes with its agent.
        var removed = await control.Tokens.Where(t => t.Id == id && t.Scopes != Scopes.None).ExecuteDeleteAsync(cancellation);
        Forget();
        return removed > 0;
    }

    /// <summary>To be called where tokens, or the memberships that they stand for, were removed otherwise.</summary>
    public void Forget()
    {
        known.Clear();
        changes.Tell();
    }

    /// <summary>A token as the database has it now; null where it is gone.</summary>
    internal async Task<TokenRow?> ReadAsync(Guid id, CancellationToken cancellation)
    {
        await using var control = database.Connect();
        return await control.Tokens.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, cancellation);
    }

    private async Task<TokenRow?> ReadAsync(byte[] hash, CancellationToken cancellation)
    {
        await using var control = database.Connect();
        var token = await control.Tokens.SingleOrDefaultAsync(t => t.Hash == hash, cancellation);
        if (token is null) return null;
        token.LastUsedAt = clock.GetUtcNow().UtcDateTime;
        await control.SaveChangesAsync(cancellation);
        return token;
    }
}
