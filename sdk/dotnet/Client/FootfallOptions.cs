namespace Footfall.Client;

/// <summary>
/// How a <see cref="FootfallClient"/> sends. They are read when the client is made; later changes do not count. Numbers that make no sense become the default.
/// </summary>
public sealed class FootfallOptions
{
    /// <summary>Where Footfall is, such as <c>https://stats.example.org</c>; a path in front of <c>/collect</c> stays.</summary>
    public string? ApiBaseUrl { get; set; }

    /// <summary>The project's write key, <c>ff_…</c>.</summary>
    public string? Key { get; set; }

    /// <summary>The project's app name, where no key is at hand: each event is a request of its own then, and only open projects can be meant.</summary>
    public string? AppName { get; set; }

    /// <summary>The project's mode. Default: <see cref="ProjectMode.Anonymous"/>, which names nobody.</summary>
    public ProjectMode Mode { get; set; }

    /// <summary>Sealed projects: <c>data-pin</c> of the project's snippet. The key to seal to must be signed by the key that it names, or nothing is sent.</summary>
    public string? Pin { get; set; }

    /// <summary>Sealed projects: the project's identity. Default: <see cref="VisitorIdentity.Anonymous"/>.</summary>
    public VisitorIdentity Identity { get; set; }

    /// <summary>True: events wait in memory until <see cref="FootfallClient.OptIn"/>; until then nothing is sent and nothing stored. Default: false.</summary>
    public bool ConsentRequired { get; set; }

    /// <summary>Identified projects: who it is where an event names nobody, such as the id of an installation.</summary>
    public string? Visitor { get; set; }

    /// <summary>Servers of open projects: a token with the scope <c>write</c>. Times stand as they are given, and <see cref="EventOptions.Forward"/> is sent along.</summary>
    public string? ServerToken { get; set; }

    /// <summary>Events leave at the latest so long after the first one that waits, 1 hour at most. Default: 5 seconds.</summary>
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Events of one request, 1 to 1,000; reaching it sends at once. Default: 50.</summary>
    public int BatchSize { get; set; } = 50;

    /// <summary>Events that wait in memory, 1 to 1,000,000, and never more than 8 MB of them; then newer ones are given up. Default: 10,000.</summary>
    public int MaxQueue { get; set; } = 10_000;

    /// <summary>An attempt that takes longer has failed; 10 minutes at most. Default: 10 seconds.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long <see cref="FootfallClient.DisposeAsync"/> may take for sending what waits, 5 minutes at most. Default: 3 seconds.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>A folder in which events wait while the server is away, also for the next start; envelopes where the project is sealed. Default: none.</summary>
    public string? OfflineDirectory { get; set; }

    /// <summary>Bytes in that folder at most; then newer events are given up. Default: 10,000,000.</summary>
    public long OfflineMaxBytes { get; set; } = 10_000_000;

    /// <summary>Prints each request word for word, of sealed ones what lies inside: to the logger where the client has one, else to standard error. Default: false.</summary>
    public bool Debug { get; set; }

    /// <summary>Is told of each event that is given up, and why. What it throws is caught. It may be called by any thread.</summary>
    public Action<Drop>? OnDrop { get; set; }

    /// <summary>Sends the requests. Default: an <see cref="HttpTransport"/> of the client's own.</summary>
    public IFootfallTransport? Transport { get; set; }
}
