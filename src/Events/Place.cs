namespace Footfall.Events;

/// <summary>Where an event came from: ISO 3166-1 alpha-2 country, region (ISO 3166-2 code where the database has one, else its name), city name.</summary>
public sealed record Place(string? Country, string? Region, string? City)
{
    public static Place Unknown { get; } = new(null, null, null);
}
