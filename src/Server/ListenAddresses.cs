using System.Net;
using Microsoft.AspNetCore.Http;

namespace Footfall.Server;

/// <summary>
/// What FOOTFALL_URLS may say. Kestrel would take a host name for "every interface", spaces for part of an address and nothing at all for a port of its own; each of them
/// opens something that its operator did not name.
/// </summary>
internal static class ListenAddresses
{
    private const string Setting = "FOOTFALL_URLS";

    /// <summary>The addresses, trimmed, or null where the text names none.</summary>
    /// <exception cref="SettingException">The server cannot listen on one of them.</exception>
    public static string? Parse(string? text)
    {
        var addresses = (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var address in addresses)
        {
            if (Refusal(address) is { } reason) throw new SettingException(Setting, $"has '{address}', {reason}");
        }

        return addresses.Length == 0 ? null : string.Join(';', addresses);
    }

    private static string? Refusal(string text)
    {
        if (Parsed(text) is not { Scheme: "http" or "https", Port: >= 0 and <= IPEndPoint.MaxPort } address) return "which is no address such as http://127.0.0.1:8000.";
        if (address.Scheme == "https") return "but the server speaks no TLS itself. Write http, and put a proxy with the certificate in front of it (docs/operating/running.md).";
        if (address.PathBase.Length > 0) return "but the server answers at the root of its address only. Leave the path away.";
        if (address.IsUnixPipe) return null;
        if (address.Host == "localhost" && address.Port == 0) return "but the system can only choose a port (0) for one address. Write http://127.0.0.1:0.";
        return address.Host is "localhost" or "*" or "+" || IPAddress.TryParse(address.Host, out _)
            ? null : "whose host is a name. Write an address of this machine, localhost, or * for all of them.";
    }

    private static BindingAddress? Parsed(string text)
    {
        try
        {
            return BindingAddress.Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
