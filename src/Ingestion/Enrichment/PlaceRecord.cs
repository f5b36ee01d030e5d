using Footfall.Events;

namespace Footfall.Ingestion.Enrichment;

/// <summary>
/// Reads a place from a record of either of the two schemas in use: nested (GeoLite2, DB-IP: <c>country.iso_code</c>,
/// <c>subdivisions[0].iso_code</c>, <c>city.names.en</c>) and flat (<c>country_code</c>, <c>state1</c>, <c>city</c>).
/// </summary>
internal static class PlaceRecord
{
    /// <exception cref="InvalidDataException">The record is damaged.</exception>
    public static Place Read(ReadOnlySpan<byte> data, int record)
    {
        var cursor = new MmdbCursor(data);
        var countryAt = cursor.Member(record, "country"u8);
        var country = Code(cursor.Text(cursor.Member(countryAt, "iso_code"u8)))
            ?? Code(cursor.Text(cursor.Member(record, "country_code"u8)))
            ?? Code(cursor.Text(countryAt));
        if (country is null) return Place.Unknown;
        var cityAt = cursor.Member(record, "city"u8);
        var city = cursor.Text(cursor.Member(cursor.Member(cityAt, "names"u8), "en"u8)) ?? cursor.Text(cityAt);
        return new Place(country, Region(ref cursor, record, country), city);
    }

    private static string? Region(ref MmdbCursor cursor, int record, string country)
    {
        var subdivision = cursor.First(cursor.Member(record, "subdivisions"u8));
        if (cursor.Text(cursor.Member(subdivision, "iso_code"u8), longest: 3) is { } code) return $"{country}-{code}";
        return cursor.Text(cursor.Member(cursor.Member(subdivision, "names"u8), "en"u8))
            ?? cursor.Text(cursor.Member(record, "state1"u8))
            ?? cursor.Text(cursor.Member(record, "region"u8));
    }

    private static string? Code(string? text) =>
        text is { Length: 2 } && char.IsAsciiLetter(text[0]) && char.IsAsciiLetter(text[1]) ? text.ToUpperInvariant() : null;
}
