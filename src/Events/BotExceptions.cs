using System.Net;

namespace Footfall.Events;

/// <summary>
/// What an owner says is no bot, whatever was judged. Signals, browsers and hostnames are stored with each event, so that these are looked at when numbers are
/// read: they hold for the past too, and are taken back by leaving them out. Addresses are not kept: a network is recognised while an event arrives, or never.
/// </summary>
public sealed record BotExceptions
{
    /// <summary>How many a project may have.</summary>
    public const int Most = 50;

    private const int LongestValue = 200;

    private BotExceptions(IReadOnlyList<string> texts)
    {
        Texts = texts;
        Signals = Of("signal");
        Browsers = Of("browser");
        Hostnames = Of("hostname");
        Networks = [.. Of("network").Select(text => Network(text)!.Value)];
    }

    public static BotExceptions None { get; } = new([]);

    /// <summary>As they are written: a kind, a colon and a value.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>Reasons that are stored as <c>bot_reason</c>.</summary>
    public IReadOnlyList<string> Signals { get; }

    public IReadOnlyList<string> Browsers { get; }

    public IReadOnlyList<string> Hostnames { get; }

    public IReadOnlyList<IPNetwork> Networks { get; }

    /// <summary>True where some events that are stored as bots' are people's.</summary>
    public bool ReadStored => Signals.Count + Browsers.Count + Hostnames.Count > 0;

    /// <summary>Texts of which each is good.</summary>
    public static BotExceptions Read(IReadOnlyList<string> texts) => texts.Count == 0 ? None : new([.. texts.Distinct()]);

    /// <summary>Null where a text is good, else what to write instead.</summary>
    public static string? Fault(string text)
    {
        var value = text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return text.Split(':')[0] switch
        {
            _ when value.Length is 0 or > LongestValue => $"Give a value of 1 to {LongestValue} characters behind the colon.",
            "signal" => BotReasons.All.Contains(value) ? null : $"Give one of the signals {string.Join(", ", BotReasons.All)}.",
            "browser" or "hostname" => null,
            "network" => Network(value) is null ? "Give an address or a network such as 203.0.113.0/24." : null,
            _ => "Write signal:, browser:, hostname: or network:, and the value behind it.",
        };
    }

    /// <summary>True where an event that was judged a bot's is a person's all the same.</summary>
    public bool Overrule(string? reason, string? browser, string? hostname) =>
        (reason is not null && Signals.Contains(reason)) || (browser is not null && Browsers.Contains(browser)) || (hostname is not null && Hostnames.Contains(hostname));

    public bool Know(IPAddress? address)
    {
        if (address is null || Networks.Count == 0) return false;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Networks.Any(network => network.Contains(plain));
    }

    private List<string> Of(string kind) => [.. Texts.Where(text => text.StartsWith(kind + ":", StringComparison.Ordinal)).Select(text => text[(kind.Length + 1)..])];

    private static IPNetwork? Network(string text)
    {
        if (IPNetwork.TryParse(text, out var network)) return network;
        return IPAddress.TryParse(text, out var one) ? new IPNetwork(one, one.GetAddressBytes().Length * 8) : null;
    }
}
