namespace Footfall.Events;

/// <summary>What the user agent and the client hints tell: names, versions (major, or major.minor) and one of Desktop, Mobile, Tablet, TV, Console, Bot.</summary>
public sealed record Client(string? Browser, string? BrowserVersion, string? Os, string? OsVersion, string? Device)
{
    public static Client Unknown { get; } = new(null, null, null, null, null);
}
