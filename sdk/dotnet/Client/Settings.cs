namespace Footfall.Client;

/// <summary>The options as they hold: trimmed, within what makes sense. <see cref="Fault"/> says in words why nothing can be sent with them.</summary>
internal sealed record Settings
{
    public string Base { get; private init; } = "";

    public string Key { get; private init; } = "";

    public string AppName { get; private init; } = "";

    public ProjectMode Mode { get; private init; }

    /// <summary>Whether visitors are told apart for longer than a day.</summary>
    public bool Identified { get; private init; }

    public string Pin { get; private init; } = "";

    public bool ConsentRequired { get; private init; }

    public string? Visitor { get; private init; }

    public string ServerToken { get; private init; } = "";

    public TimeSpan FlushInterval { get; private init; }

    public int BatchSize { get; private init; }

    public int MaxQueue { get; private init; }

    public TimeSpan RequestTimeout { get; private init; }

    public TimeSpan ShutdownTimeout { get; private init; }

    public string OfflineDirectory { get; private init; } = "";

    public long OfflineMaxBytes { get; private init; }

    public bool Debug { get; private init; }

    public string? Fault { get; private init; }

    public static Settings Of(FootfallOptions given)
    {
        var settings = new Settings
        {
            Base = Text(given.ApiBaseUrl).TrimEnd('/'),
            Key = Text(given.Key),
            AppName = Text(given.AppName),
            Mode = given.Mode,
            Identified = given.Mode == ProjectMode.Identified || (given.Mode == ProjectMode.Sealed && given.Identity == VisitorIdentity.Identified),
            Pin = Text(given.Pin),
            ConsentRequired = given.ConsentRequired,
            Visitor = Text(given.Visitor) is { Length: > 0 } visitor ? visitor : null,
            ServerToken = given.Mode == ProjectMode.Sealed ? "" : Text(given.ServerToken),
            FlushInterval = Within(given.FlushInterval, TimeSpan.Zero, TimeSpan.FromHours(1), TimeSpan.FromSeconds(5)),
            BatchSize = (int)Within(given.BatchSize, 1, 1000, 50),
            MaxQueue = (int)Within(given.MaxQueue, 1, 1_000_000, 10_000),
            RequestTimeout = Within(given.RequestTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(10)),
            ShutdownTimeout = Within(given.ShutdownTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(3)),
            OfflineDirectory = Text(given.OfflineDirectory),
            OfflineMaxBytes = Within(given.OfflineMaxBytes, 0, 10_000_000_000, 10_000_000),
            Debug = given.Debug,
        };
        return settings with { Fault = FaultOf(settings) };
    }

    private static string? FaultOf(Settings settings)
    {
        if (!Uri.TryCreate(settings.Base, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) return "ApiBaseUrl has to be an address such as https://stats.example.org.";
        if (!Enum.IsDefined(settings.Mode)) return "Mode has to be Anonymous, Identified or Sealed.";
        if (settings.Key.Length == 0 && settings.AppName.Length == 0) return "Key has to be the project's write key, ff_… (or AppName its app name).";
        if (settings.Mode != ProjectMode.Sealed) return null;
        if (settings.Key.Length == 0) return "A sealed project is named by its Key.";
        return settings.Pin.Length == 0 ? "Pin has to be the fingerprint of the project's snippet: without it, nobody vouches for the key that is sealed to." : null;
    }

    private static string Text(string? value) => value?.Trim() ?? "";

    private static long Within(long value, long least, long most, long usual) => value >= least ? Math.Min(value, most) : usual;

    private static TimeSpan Within(TimeSpan value, TimeSpan least, TimeSpan most, TimeSpan usual) => TimeSpan.FromTicks(Within(value.Ticks, least.Ticks, most.Ticks, usual.Ticks));
}
