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
        Rows = "(SELECT url_decode(unnest(string_split({0}, ' '))))",
        Field = "string_split({0}, chr(31))[{1}]",
        Quantile = "quantile_cont({0}, {1})",
        Number = "TRY_CAST({0} AS DECIMAL(18, 6))",
        ShownTime = "{0}",
        ShownAmount = "{0}",
    };

    /// <summary>
    /// DuckDB in the browser of a sealed project's key holder. All parameters are texts there, since texts are what its binding carries without a doubt, and
    /// its rows hold nothing but texts, doubles and whole numbers.
    /// </summary>
    public static Dialect Browser { get; } = DuckDb with { WritesGiven = true, ShownTime = "epoch_ms({0})", ShownAmount = "CAST({0} AS VARCHAR)" };

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

    /// <summary>The texts that a parameter lists, each escaped as in an address, with spaces between them.</summary>
    public required string Rows { get; init; }

    /// <summary>One of the fields that a text has with U+001F between them, by its place from 1.</summary>
    public required string Field { get; init; }

    /// <summary>A quantile of a group's numbers, interpolated, by a share from 0 to 1.</summary>
    public required string Quantile { get; init; }

    /// <summary>A text as a number of at most twelve digits before the point and six after it, NULL where it is none.</summary>
    public required string Number { get; init; }

    /// <summary>A time bucket's key as rows have it.</summary>
    public required string ShownTime { get; init; }

    /// <summary>A sum of money as rows have it.</summary>
    public required string ShownAmount { get; init; }

    /// <summary>What no question brought is written into the statement instead of bound.</summary>
    public bool WritesGiven { get; private init; }

    public static string Write(string template, params object[] arguments) => string.Format(CultureInfo.InvariantCulture, template, arguments);

    public string WriteInstant(DateTime utc) => Write(Instant, utc.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture));

    public static string WriteDate(DateOnly day) => $"DATE '{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'";
}
