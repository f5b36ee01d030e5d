namespace Footfall.Client.Routes;

/// <summary>What routes have of the settings and the machine.</summary>
/// <param name="Base">Without the slash at its end.</param>
/// <param name="BatchSize">Most events of one request.</param>
internal sealed record Surroundings(string Base, int BatchSize, TimeProvider Time)
{
    private static int made;

    /// <summary>The server takes 1 MiB.</summary>
    public const int MostBytes = 500_000;

    /// <summary>Events of this library are not judged by a user agent.</summary>
    public static string Library { get; } = $"footfall-dotnet/{typeof(Surroundings).Assembly.GetName().Version?.ToString(3) ?? "0"}";

    /// <summary>Of this process's parcels each later one is greater; the end tells apart processes that share a folder.</summary>
    public string ParcelId() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Time.GetUtcNow().ToUnixTimeMilliseconds():x12}-{Interlocked.Increment(ref made):x8}-{Guid.NewGuid().ToString("N")[..12]}");
}
