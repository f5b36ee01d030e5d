using System.Globalization;

namespace Footfall.Query.Sql;

/// <summary>
/// The words in which engines differ. Everything else that the generator writes is common to those meant to run it: DuckDB here, DuckDB in the browser
/// (no JSON functions, no time-zone functions, no extensions), ClickHouse.
/// </summary>
internal sealed record Dialect
{
    public static Dialect DuckDb { get; } = new()
    {
        Matches = "regexp_matches({0}, {1})",
        StartsWith = "starts_with({0}, {1})",
        Contains = "contains({0}, {1})",
        Lower = "lower({0})",
        Property = "{0}[{1}]",
        Truncate = "date_trunc('{0}', {1})",
        Date = "CAST({0} AS DATE)",
        Shift = "({0} + INTERVAL ({1}) SECOND)",
        Microseconds = "epoch_us({0})",
        Instant = "TIMESTAMP '{0}'",
        Slots = "unnest(list_append(generate_series({0}, {1}, INTERVAL ({2}) SECOND), {1}))",
    };

    public required string Matches { get; init; }

    public required string StartsWith { get; init; }

    public required string Contains { get; init; }

    public required string Lower { get; init; }

    /// <summary>A value of a map by its key, NULL where there is none.</summary>
    public required string Property { get; init; }

    /// <summary>A unit, and a timestamp to cut down to it.</summary>
    public required string Truncate { get; init; }

    public required string Date { get; init; }

    /// <summary>A timestamp moved by seconds.</summary>
    public required string Shift { get; init; }

    /// <summary>A timestamp as a whole number.</summary>
    public required string Microseconds { get; init; }

    public required string Instant { get; init; }

    /// <summary>A row for every so many seconds from one timestamp to another, and one for the latter.</summary>
    public required string Slots { get; init; }

    public static string Write(string template, params object[] arguments) => string.Format(CultureInfo.InvariantCulture, template, arguments);

    public string WriteInstant(DateTime utc) => Write(Instant, utc.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture));

    public static string WriteDate(DateOnly day) => $"DATE '{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'";
}
