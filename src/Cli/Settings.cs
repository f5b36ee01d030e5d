using System.Collections;
using Footfall.Server;

namespace Footfall.Cli;

/// <summary>The environment as the server's settings.</summary>
internal static class Settings
{
    public static ServerSettings Read()
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "", StringComparer.Ordinal);
        return ServerSettings.Read(variables);
    }

    /// <summary>The first address that the server listens on, as a client on this machine would write it.</summary>
    public static string LocalAddress(string urls)
    {
        var first = urls.Split(';')[0].TrimEnd('/');
        return first.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal).Replace("[::]", "127.0.0.1", StringComparison.Ordinal)
            .Replace("//+", "//127.0.0.1", StringComparison.Ordinal).Replace("//*", "//127.0.0.1", StringComparison.Ordinal);
    }
}
