using Footfall.Storage.Control;
using Footfall.Storage.Live;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Sessions;

/// <summary>Signed-in browsers. A session lives 14 days from its last renewal; it is renewed when less than half of that is left.</summary>
public sealed class SessionStore(ControlDatabase database, TimeProvider clock, AccessChanges changes)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    /// <summary>Begins a session and returns its token, which is not kept.</summary>
    public async Task<string> BeginAsync(Guid accountId, CancellationToken cancellation)
    {
        var token = Secrets.NewValue();
        var now = clock.GetUtcNow().UtcDateTime;
        await using var control = database.Connect();
        await control.Sessions.Where(s => s.ExpiresAt < now).ExecuteDeleteAsync(cancellation);
        control.Sessions.Add(new SessionRow { TokenHash = Secrets.HashOf(token), AccountId = accountId, CreatedAt = now, ExpiresAt = now + Lifetime });
        await control.SaveChangesAsync(cancellation);
        return token;
    }

    /// <summary>The account of a running session, or null.</summary>
    public async Task<AccountRow?> FindAsync(string token, CancellationToken cancellation)
    {
        var hash = Secrets.HashOf(token);
        var now = clock.GetUtcNow().UtcDateTime;
        await using var control = database.Connect();
        var session = await control.Sessions.SingleOrDefaultAsync(s => s.TokenHash == hash, cancellation);
        if (session is null || session.ExpiresAt < now) return null;
        if (session.ExpiresAt - now < Lifetime / 2)
        {
            session.ExpiresAt = now + Lifetime;
            await control.SaveChangesAsync(cancellation);
        }

        return await control.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == session.AccountId, cancellation);
    }

    /// <summary>The account of a running session by its token's hash, or null. Does not renew it: nobody is there who asks.</summary>
    internal async Task<AccountRow?> ReadAsync(byte[] tokenHash, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var control = database.Connect();
        var session = await control.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.TokenHash == tokenHash && s.ExpiresAt >= now, cancellation);
        return session is null ? null : await control.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == session.AccountId, cancellation);
    }

    /// <summary>
    /// Ends the account's sessions, all but the one of the token where one is given; with the context's transaction. The caller tells of it (<see cref="TellEnded"/>)
    /// once that is committed.
    /// </summary>
    public static Task EndAllAsync(ControlDbContext control, Guid accountId, string? exceptToken, CancellationToken cancellation)
    {
        byte[] kept = exceptToken is null ? [] : Secrets.HashOf(exceptToken);
        return control.Sessions.Where(s => s.AccountId == accountId && s.TokenHash != kept).ExecuteDeleteAsync(cancellation);
    }

    public async Task EndAsync(string token, CancellationToken cancellation)
    {
        var hash = Secrets.HashOf(token);
        await using var control = database.Connect();
        await control.Sessions.Where(s => s.TokenHash == hash).ExecuteDeleteAsync(cancellation);
        TellEnded();
    }

    /// <summary>What was opened by a session ends with it.</summary>
    public void TellEnded() => changes.Tell();
}
