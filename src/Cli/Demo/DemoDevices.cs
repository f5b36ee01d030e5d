namespace Footfall.Cli.Demo;

/// <summary>Data: browsers as they are about, with rough shares.</summary>
internal static class DemoDevices
{
    private const string Gecko = "(KHTML, like Gecko)";
    private const string Windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 " + Gecko + " Chrome/150.0.0.0 Safari/537.36";
    private const string Mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 " + Gecko + " Chrome/150.0.0.0 Safari/537.36";
    private const string Android = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 " + Gecko;
    private const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 " + Gecko;

    public static IReadOnlyList<DemoDevice> Desktop { get; } =
    [
        new(Windows, 1920, 1080, 30),
        new(Windows, 1536, 864, 12),
        new(Mac, 1512, 982, 13),
        new("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 " + Gecko + " Version/26.1 Safari/605.1.15", 1470, 956, 12),
        new(Windows + " Edg/150.0.0.0", 1920, 1080, 12),
        new("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:148.0) Gecko/20100101 Firefox/148.0", 1920, 1080, 7),
        new("Mozilla/5.0 (X11; Linux x86_64; rv:148.0) Gecko/20100101 Firefox/148.0", 2560, 1440, 4),
        new("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 " + Gecko + " Chrome/150.0.0.0 Safari/537.36", 1920, 1080, 4),
        new(Windows + " OPR/134.0.0.0", 1920, 1080, 3),
        new("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 " + Gecko + " Chrome/150.0.0.0 Safari/537.36", 1366, 768, 2),
        new("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 " + Gecko + " Chrome/148.0.0.0 YaBrowser/26.4.0.0 Safari/537.36", 1920, 1080, 1),
    ];

    public static IReadOnlyList<DemoDevice> Mobile { get; } =
    [
        new(Phone + " Version/26.1 Mobile/15E148 Safari/604.1", 393, 852, 34),
        new(Phone + " Version/26.0 Mobile/15E148 Safari/604.1", 430, 932, 10),
        new(Android + " Chrome/150.0.0.0 Mobile Safari/537.36", 412, 915, 30),
        new(Android + " Chrome/149.0.0.0 Mobile Safari/537.36", 360, 800, 8),
        new(Android + " SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36", 360, 780, 7),
        new(Phone + " CriOS/150.0.7500.50 Mobile/15E148 Safari/604.1", 390, 844, 4),
        new("Mozilla/5.0 (Android 15; Mobile; rv:148.0) Gecko/148.0 Firefox/148.0", 412, 915, 3),
        new("Mozilla/5.0 (iPad; CPU OS 18_7 like Mac OS X) AppleWebKit/605.1.15 " + Gecko + " Version/26.1 Mobile/15E148 Safari/604.1", 820, 1180, 3),
        new("Mozilla/5.0 (Linux; Android 14; SM-X710) AppleWebKit/537.36 " + Gecko + " Chrome/150.0.0.0 Safari/537.36", 800, 1280, 2),
        new(Android + " Version/4.0 Chrome/148.0.0.0 Mobile DuckDuckGo/5 Safari/537.36", 412, 915, 1),
    ];

    /// <summary>Pages opened inside other people's apps.</summary>
    public static IReadOnlyList<DemoDevice> InApp { get; } =
    [
        new(Phone + " Mobile/22H20 Instagram 402.0.0.30.90 (iPhone16,1; iOS 18_7; en_GB; en; scale=3.00; 1179x2556)", 393, 852, 5),
        new(Phone + " Mobile/22H20 [FBAN/FBIOS;FBAV/538.0.0.40.103;FBDV/iPhone16,1;FBMD/iPhone;FBSN/iOS;FBSV/18.7]", 393, 852, 4),
        new("Mozilla/5.0 (Linux; Android 15; SM-S926B Build/AP3A; wv) AppleWebKit/537.36 " + Gecko + " Version/4.0 Chrome/150.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/538.0.0.40.103;]", 384, 832, 4),
    ];

    /// <summary>What automation looks like where it does not hide.</summary>
    public static IReadOnlyList<DemoDevice> Programs { get; } =
    [
        new("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 " + Gecko + " HeadlessChrome/150.0.0.0 Safari/537.36", 800, 600, 3),
        new("Mozilla/5.0 AppleWebKit/537.36 " + Gecko + "; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/150.0.0.0 Safari/537.36", 1024, 768, 2),
        new("Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)", 1024, 768, 2),
    ];
}
