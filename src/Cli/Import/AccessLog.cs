using System.Runtime.CompilerServices;

namespace Footfall.Cli.Import;

/// <summary>
/// Access logs of nginx and Apache (common, combined, and either with the virtual host before it) and of Caddy (JSON). Pages that were answered become
/// pageviews; address and user agent tell the visitor, and end where those of every other visitor end.
/// </summary>
/// <param name="hostname">Of the site; null: as the log says.</param>
/// <param name="follows">The last line may still be written.</param>
internal sealed class AccessLog(string? hostname, bool follows) : IImportFormat
{
    private const string NoHost = "does not name its site: give it by --hostname";

    public async IAsyncEnumerable<ImportRow> ReadAsync(Stream file, ImportPosition from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var line in Lines.ReadAsync(file, from, follows, cancellation)) yield return RowOf(line);
    }

    private ImportRow RowOf(Line line)
    {
        if (line.Text is null) return ImportRow.Broken(line.Number, line.End, "is longer than a megabyte");
        if (string.IsNullOrWhiteSpace(line.Text)) return ImportRow.Without(line.Number, line.End, "empty lines");
        var request = line.Text[0] == '{' ? CaddyLine.Read(line.Text) : CombinedLine.Read(line.Text);
        if (request is null) return ImportRow.Broken(line.Number, line.End, "is no line of an access log");
        if (PageRequests.WhyNone(request) is { } why) return ImportRow.Without(line.Number, line.End, why);
        if ((hostname ?? request.Hostname) is not { Length: > 0 } host) return ImportRow.Broken(line.Number, line.End, NoHost);
        return ImportRow.Of(line.Number, line.End, new ImportedEvent
        {
            Id = ImportIds.Of(request.Time, "access-log", line.Start.ToString(System.Globalization.CultureInfo.InvariantCulture), line.Text),
            Time = request.Time,
            Name = "pageview",
            Url = $"https://{host}{request.Path}",
            Referrer = request.Referrer,
            Address = request.Address,
            // A visitor without any is still one; the importing program's own is not meant.
            UserAgent = request.UserAgent ?? "-",
        });
    }
}
