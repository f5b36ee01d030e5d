using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using CsvHelper;
using CsvHelper.Configuration;

namespace Footfall.Cli.Import;

/// <summary>Umami's export: the ZIP of its settings page, or its <c>website_event.csv</c> alone, then without the properties of events.</summary>
internal sealed class Umami(string? hostname) : IImportFormat
{
    private const string Events = "website_event.csv";
    private const string Data = "event_data.csv";
    private const int LongestField = 100_000;

    private static readonly string[] s_campaign = ["utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "gclid", "fbclid", "msclkid"];
    private static readonly string[] s_needed = ["event_id", "session_id", "url_path", "created_at"];

    public async IAsyncEnumerable<ImportRow> ReadAsync(Stream file, ImportPosition from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var archive = IsZip(file) ? new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true) : null;
        var properties = await UmamiProperties.ReadAsync(archive is null ? null : Entry(archive, Data), cancellation);
        await using var events = archive is null ? file : Entry(archive, Events)?.Open() ?? throw new CommandException($"The archive has no {Events}.");
        using var csv = new CsvReader(new StreamReader(events, leaveOpen: true), Configuration());
        await ReadHeaderAsync(csv);
        for (var row = 1L; await csv.ReadAsync(); row++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (row > from.Rows) yield return RowOf(csv, properties, new ImportPosition(row, 0));
        }
    }

    internal static CsvConfiguration Configuration() => new(CultureInfo.InvariantCulture)
    {
        MissingFieldFound = null,
        BadDataFound = null,
        MaxFieldSize = LongestField,
        DetectColumnCountChanges = false,
    };

    private static async Task ReadHeaderAsync(CsvReader csv)
    {
        if (!await csv.ReadAsync() || !csv.ReadHeader() || s_needed.Except(csv.HeaderRecord!).FirstOrDefault() is { } missing)
            throw new CommandException($"The file has no column {s_needed.Except(csv.HeaderRecord ?? []).First()}: it is not {Events} of an export of Umami.");
    }

    private static bool IsZip(Stream file)
    {
        if (!file.CanSeek) return false;
        Span<byte> mark = stackalloc byte[4];
        var read = file.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return read == mark.Length && mark.SequenceEqual("PK\u0003\u0004"u8);
    }

    private static ZipArchiveEntry? Entry(ZipArchive archive, string name) => archive.Entries.FirstOrDefault(entry => entry.Name == name);

    private ImportRow RowOf(CsvReader csv, UmamiProperties properties, ImportPosition end)
    {
        var line = csv.Parser.RawRow;
        string? Field(string name) => csv.GetField(name) is { Length: > 0 } text ? text : null;

        if (!Guid.TryParse(Field("event_id"), out var id)) return ImportRow.Broken(line, end, "has no event_id that is a UUID");
        if (!TryTime(Field("created_at"), out var time)) return ImportRow.Broken(line, end, "has no time in created_at");
        if ((hostname ?? Field("hostname")) is not { } host) return ImportRow.Broken(line, end, "has no hostname: give it by --hostname");
        var name = Field("event_type") is null or "1" ? "pageview" : Field("event_name");
        if (name is null) return ImportRow.Without(line, end, "events without a name");
        return ImportRow.Of(line, end, new ImportedEvent
        {
            Id = id,
            Time = time,
            Name = name,
            Url = UrlOf(host, Field("url_path") ?? "/", Field("url_query"), Field),
            Title = Field("page_title"),
            Referrer = Field("referrer_domain") is { } domain ? $"https://{domain}{Field("referrer_path")}" : null,
            Visitor = Field("distinct_id") ?? Field("session_id"),
            Session = Field("visit_id"),
            User = Field("distinct_id"),
            Language = Field("language"),
            Screen = ScreenOf(Field("screen")),
            Enriched =
            [
                ("browser", Names.Browser(Field("browser"))),
                ("os", Names.Os(Field("os"))),
                ("device", Names.Device(Field("device"))),
                ("country", Names.Country(Field("country"))),
                ("region", Field("region")),
                ("city", Field("city")),
            ],
            Props = properties.Of(id),
        });
    }

    /// <summary>The query as it was; where a column has what it lacks, that is put back.</summary>
    private static string UrlOf(string host, string path, string? query, Func<string, string?> field)
    {
        var missing = s_campaign.Where(name => field(name) is not null && query?.Contains($"{name}=", StringComparison.Ordinal) != true).Select(name => $"{name}={Uri.EscapeDataString(field(name)!)}");
        var whole = string.Join('&', new[] { query?.TrimStart('?') }.Concat(missing).Where(part => !string.IsNullOrEmpty(part)));
        return $"https://{host}{(path.StartsWith('/') ? "" : "/")}{path}{(whole.Length > 0 ? "?" : "")}{whole}";
    }

    private static bool TryTime(string? text, out DateTime time) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);

    private static (int Width, int Height)? ScreenOf(string? screen)
    {
        var parts = (screen ?? "").Split('x');
        return parts.Length == 2 && ushort.TryParse(parts[0], out var width) && ushort.TryParse(parts[1], out var height) ? (width, height) : null;
    }
}
