using System.Text.Json;

namespace Footfall.Accounts.Vaults;

/// <summary>What the first entry of a membership log says.</summary>
internal sealed record LogEntryShape(Guid Vault, Guid By, byte[] RootKey, byte[] VaultKey, byte[] HpkeKey, byte[] SignKey)
{
    private const int Longest = 4096;

    /// <summary>Null where it is none.</summary>
    public static LogEntryShape? ReadFirst(string? entry)
    {
        if (entry is not { Length: > 0 and <= Longest }) return null;
        try
        {
            using var json = JsonDocument.Parse(entry);
            var fields = json.RootElement;
            return Text(fields, "kind") == "create" && fields.GetProperty("sequence").GetInt64() == 0
                && Binary.ReadPoint(Text(fields, "root_key")) is { } root && Binary.ReadPoint(Text(fields, "vault_key")) is { } key
                && Binary.ReadPoint(Text(fields, "hpke_key")) is { } hpke && Binary.ReadPoint(Text(fields, "sign_key")) is { } sign
                ? new LogEntryShape(fields.GetProperty("vault").GetGuid(), fields.GetProperty("by").GetGuid(), root, key, hpke, sign) : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // Not JSON, not Unicode, or without one of the fields: no entry.
            return null;
        }
    }

    private static string? Text(JsonElement fields, string name) => fields.GetProperty(name).GetString();
}
