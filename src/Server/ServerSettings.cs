using System.Net;
using Footfall.Notices.Sending;

namespace Footfall.Server;

/// <summary>Every setting of the server, read once from the environment. docs/operating/settings.md describes each; a test holds the two together.</summary>
public sealed record ServerSettings
{
    public required string DataDirectory { get; init; }

    public required string Urls { get; init; }

    public required IReadOnlyList<IPNetwork> TrustedProxies { get; init; }

    public required IReadOnlyList<IPNetwork> SetupNetworks { get; init; }

    public string? BootstrapToken { get; init; }

    public string? DefaultProject { get; init; }

    public string? GeoDatabase { get; init; }

    /// <summary>Where rotating JSON logs go beside stdout, or null.</summary>
    public string? LogFile { get; init; }

    public required long JournalLimitBytes { get; init; }

    public required int BodyLimitBytes { get; init; }

    /// <summary>Memory of all bodies that are being received.</summary>
    public required long BodiesLimitBytes { get; init; }

    public required int BatchLimitEvents { get; init; }

    public required int EventLimitProps { get; init; }

    /// <summary>Characters of a value.</summary>
    public required int ValueLimit { get; init; }

    /// <summary>Connections at the same time, idle ones included; WebSockets are counted apart, up to the same number.</summary>
    public required int ConnectionLimit { get; init; }

    public required TimeSpan QueryTimeout { get; init; }

    /// <summary>Memory in MiB for answers that still hold; 0: none are kept.</summary>
    public required int QueryCacheMib { get; init; }

    /// <summary>DuckDB's own memory limit in MiB.</summary>
    public required int StoreMemoryMib { get; init; }

    /// <summary>The mail server that reports and alerts are sent by; null: none are sent by e-mail.</summary>
    public Uri? SmtpUrl { get; init; }

    public string? SmtpUser { get; init; }

    public string? SmtpPassword { get; init; }

    public string? SmtpFrom { get; init; }

    /// <summary>Where people reach this server; null: e-mails have no link to it.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The folder with the built tracker, dashboard and demo site.</summary>
    public string WebRoot { get; init; } = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    /// <summary>Names of all settings, in the order of the documentation.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "FOOTFALL_DATA", "FOOTFALL_URLS", "FOOTFALL_TRUSTED_PROXIES", "FOOTFALL_SETUP_NETWORKS", "FOOTFALL_BOOTSTRAP_TOKEN", "FOOTFALL_DEFAULT_PROJECT",
        "FOOTFALL_GEO_DATABASE", "FOOTFALL_LOG_FILE", "FOOTFALL_JOURNAL_LIMIT_MB", "FOOTFALL_BODY_LIMIT_KB", "FOOTFALL_BODIES_LIMIT_MB", "FOOTFALL_BATCH_LIMIT_EVENTS",
        "FOOTFALL_EVENT_LIMIT_PROPS", "FOOTFALL_VALUE_LIMIT_CHARACTERS", "FOOTFALL_CONNECTION_LIMIT", "FOOTFALL_QUERY_TIMEOUT_SECONDS", "FOOTFALL_QUERY_CACHE_MB", "FOOTFALL_STORE_MEMORY_MB", "FOOTFALL_PUBLIC_URL",
        "FOOTFALL_SMTP_URL", "FOOTFALL_SMTP_USER", "FOOTFALL_SMTP_PASSWORD", "FOOTFALL_SMTP_FROM", "FOOTFALL_ROLES",
    ];

    /// <summary>What other commands of the same program read, and one environment may well have for both.</summary>
    private static readonly string[] OfOtherCommands = ["FOOTFALL_AGENT_TOKEN", "FOOTFALL_TOKEN", "FOOTFALL_LINK_PASSWORD"];

    /// <summary>Reads the settings.</summary>
    /// <exception cref="SettingException">A value cannot be used, or a FOOTFALL_ name is unknown (most often misspelt).</exception>
    public static ServerSettings Read(IReadOnlyDictionary<string, string> environment)
    {
        var unknown = environment.Keys.FirstOrDefault(name => name.StartsWith("FOOTFALL_", StringComparison.Ordinal) && !Names.Contains(name) && !OfOtherCommands.Contains(name));
        if (unknown is not null) throw new SettingException(unknown, "is no setting of Footfall. Correct the name, or unset it; docs/operating/settings.md lists them all.");
        if (Text(environment, "FOOTFALL_ROLES") is { } roles && roles != "all")
            throw new SettingException("FOOTFALL_ROLES", "can only be 'all' with the embedded store, which one process owns. Unset it.");
        var bodyLimit = Number(environment, "FOOTFALL_BODY_LIMIT_KB", 1024, 1, 16_384) * 1024;
        return new ServerSettings
        {
            DataDirectory = Path.GetFullPath(Text(environment, "FOOTFALL_DATA") ?? "data"),
            Urls = ListenAddresses.Parse(Text(environment, "FOOTFALL_URLS")) ?? "http://127.0.0.1:8000",
            TrustedProxies = Networks(environment, "FOOTFALL_TRUSTED_PROXIES"),
            SetupNetworks = Networks(environment, "FOOTFALL_SETUP_NETWORKS"),
            BootstrapToken = Text(environment, "FOOTFALL_BOOTSTRAP_TOKEN"),
            DefaultProject = Text(environment, "FOOTFALL_DEFAULT_PROJECT"),
            GeoDatabase = Text(environment, "FOOTFALL_GEO_DATABASE"),
            LogFile = Text(environment, "FOOTFALL_LOG_FILE"),
            JournalLimitBytes = Number(environment, "FOOTFALL_JOURNAL_LIMIT_MB", 4096, 16, 1_000_000) * 1024L * 1024,
            BodyLimitBytes = bodyLimit,
            BodiesLimitBytes = Bodies(environment, bodyLimit),
            BatchLimitEvents = Number(environment, "FOOTFALL_BATCH_LIMIT_EVENTS", 1000, 1, 100_000),
            EventLimitProps = Number(environment, "FOOTFALL_EVENT_LIMIT_PROPS", 64, 1, 1000),
            ValueLimit = Number(environment, "FOOTFALL_VALUE_LIMIT_CHARACTERS", 2048, 64, 65_536),
            ConnectionLimit = Number(environment, "FOOTFALL_CONNECTION_LIMIT", 10_000, 16, 1_000_000),
            QueryTimeout = TimeSpan.FromSeconds(Number(environment, "FOOTFALL_QUERY_TIMEOUT_SECONDS", 30, 1, 3600)),
            QueryCacheMib = Number(environment, "FOOTFALL_QUERY_CACHE_MB", 16, 0, 4096),
            StoreMemoryMib = Number(environment, "FOOTFALL_STORE_MEMORY_MB", 1024, 64, 1_000_000),
            PublicUrl = PublicAddress(environment),
            SmtpUrl = Smtp(environment),
            SmtpUser = Text(environment, "FOOTFALL_SMTP_USER"),
            SmtpPassword = Text(environment, "FOOTFALL_SMTP_PASSWORD"),
            SmtpFrom = Text(environment, "FOOTFALL_SMTP_FROM"),
        };
    }

    private static string? Text(IReadOnlyDictionary<string, string> environment, string name) =>
        environment.TryGetValue(name, out var value) && value.Trim() is { Length: > 0 } text ? text : null;

    private static Uri? PublicAddress(IReadOnlyDictionary<string, string> environment)
    {
        if (Text(environment, "FOOTFALL_PUBLIC_URL") is not { } text) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", AbsolutePath: "/", Query: "", Fragment: "" }
            ? address : throw new SettingException("FOOTFALL_PUBLIC_URL", "is no address such as https://stats.example.org, without a path.");
    }

    private static Uri? Smtp(IReadOnlyDictionary<string, string> environment)
    {
        if (Text(environment, "FOOTFALL_SMTP_URL") is not { } text) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || !MailServer.IsAddress(address))
            throw new SettingException("FOOTFALL_SMTP_URL", "is no address such as smtp://mail.example.org:587 or smtps://mail.example.org.");
        return Text(environment, "FOOTFALL_SMTP_FROM") is { } from && MimeKit.MailboxAddress.TryParse(from, out _)
            ? address : throw new SettingException("FOOTFALL_SMTP_FROM", "has to be the sender's address, such as stats@example.org, where FOOTFALL_SMTP_URL is set.");
    }

    private static int Number(IReadOnlyDictionary<string, string> environment, string name, int otherwise, int least, int most)
    {
        if (Text(environment, name) is not { } text) return otherwise;
        return int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value : throw new SettingException(name, $"is not a whole number from {least} to {most}.");
    }

    /// <summary>One body of the largest size, while it is unpacked into an array that grows, has to find room in what large bodies may take.</summary>
    private static long Bodies(IReadOnlyDictionary<string, string> environment, int bodyLimit)
    {
        var bytes = Number(environment, "FOOTFALL_BODIES_LIMIT_MB", 128, 1, 1_000_000) * 1024L * 1024;
        return bytes >= 8L * bodyLimit ? bytes : throw new SettingException("FOOTFALL_BODIES_LIMIT_MB", "has to be at least eight times FOOTFALL_BODY_LIMIT_KB.");
    }

    private static List<IPNetwork> Networks(IReadOnlyDictionary<string, string> environment, string name)
    {
        var networks = new List<IPNetwork>();
        foreach (var part in (Text(environment, name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPNetwork.TryParse(part, out var network)) networks.Add(network);
            else if (IPAddress.TryParse(part, out var address)) networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else throw new SettingException(name, $"has '{part}', which is neither an address nor a network such as 10.0.0.0/8.");
        }

        return networks;
    }
}
