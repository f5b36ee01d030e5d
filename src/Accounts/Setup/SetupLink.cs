using System.Globalization;
using System.Security.Cryptography;
using Footfall.Storage.Control;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Setup;

/// <summary>The one-time link by which the first owner sets the server up: valid once, for an hour; issuing it anew ends the one before. Only its hash is kept.</summary>
public sealed class SetupLink(ControlDatabase database, TimeProvider clock)
{
    private const string Setting = "setup_link";

    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>True until an account exists.</summary>
    public async Task<bool> IsNeededAsync(CancellationToken cancellation = default)
    {
        await using var control = database.Connect();
        return !await control.Accounts.AnyAsync(cancellation);
    }

    /// <summary>A new token for the link <c>/setup?token=…</c>, or null where the server has its owner already.</summary>
    public async Task<string?> IssueAsync(CancellationToken cancellation = default)
    {
        if (!await IsNeededAsync(cancellation)) return null;
        var token = Secrets.NewValue();
        var expires = clock.GetUtcNow() + Lifetime;
        await using var control = database.Connect();
        await control.Settings.Where(s => s.Name == Setting).ExecuteDeleteAsync(cancellation);
        control.Settings.Add(new SettingRow { Name = Setting, Value = $"{Convert.ToHexString(Secrets.HashOf(token))}|{expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}" });
        await control.SaveChangesAsync(cancellation);
        return token;
    }

    /// <summary>True where the token is the issued one and not expired. Does not use it up: that happens with the account's creation.</summary>
    internal async Task<bool> IsValidAsync(ControlDbContext control, string token, CancellationToken cancellation)
    {
        var setting = await control.Settings.AsNoTracking().SingleOrDefaultAsync(s => s.Name == Setting, cancellation);
        if (setting?.Value.Split('|') is not [var hash, var expires]) return false;
        return CryptographicOperations.FixedTimeEquals(Convert.FromHexString(hash), Secrets.HashOf(token))
            && clock.GetUtcNow().ToUnixTimeSeconds() < long.Parse(expires, CultureInfo.InvariantCulture);
    }

    internal static Task UseUpAsync(ControlDbContext control, CancellationToken cancellation) =>
        control.Settings.Where(s => s.Name == Setting).ExecuteDeleteAsync(cancellation);
}
