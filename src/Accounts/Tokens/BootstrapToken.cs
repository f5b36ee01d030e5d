using System.Security.Cryptography;
using Footfall.Accounts.Audit;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Tokens;

/// <summary>
/// The token that <c>FOOTFALL_BOOTSTRAP_TOKEN</c> makes at the first start of an empty data directory: read, write and manage on everything, for provisioning and tests.
/// The same value is ignored at later starts, also after the token was removed; another one is refused, since somebody expects it to work.
/// </summary>
public sealed class BootstrapToken(ControlDatabase database, TokenStore tokens, AuditLog audit)
{
    private const string Setting = "bootstrap_token";
    private const string None = "none";
    public const int ShortestValue = 32;

    /// <summary>Obeys the variable.</summary>
    /// <exception cref="InvalidOperationException">The value cannot be used; the message says what to do.</exception>
    public async Task ApplyAsync(string? value, CancellationToken cancellation = default)
    {
        if (value is { Length: < ShortestValue }) throw new InvalidOperationException($"FOOTFALL_BOOTSTRAP_TOKEN must have at least {ShortestValue} characters. Make one with `openssl rand -hex 32`.");
        await using var control = database.Connect();
        var recorded = await control.Settings.SingleOrDefaultAsync(s => s.Name == Setting, cancellation);
        if (recorded is null) await RecordAsync(control, value, cancellation);
        else if (value is not null && !Matches(recorded.Value, value))
            throw new InvalidOperationException("FOOTFALL_BOOTSTRAP_TOKEN is not the one that this data directory was first started with. Unset it, or make a token in the dashboard.");
    }

    private async Task RecordAsync(ControlDbContext control, string? value, CancellationToken cancellation)
    {
        control.Settings.Add(new SettingRow { Name = Setting, Value = value is null ? None : Convert.ToHexString(Secrets.HashOf(value)) });
        if (value is not null) await tokens.CreateAsync(control, "bootstrap", Scopes.Read | Scopes.Write | Scopes.Manage, null, value, cancellation);
        if (value is not null) await audit.AppendAsync(control, "server", "token.created", null, "bootstrap", cancellation);
        await control.SaveChangesAsync(cancellation);
    }

    private static bool Matches(string recorded, string value) =>
        recorded != None && CryptographicOperations.FixedTimeEquals(Convert.FromHexString(recorded), Secrets.HashOf(value));
}
