namespace Footfall.Cli.Import;

/// <summary>Reads one kind of file, a row at a time and in bounded memory.</summary>
internal interface IImportFormat
{
    /// <param name="file">At its beginning.</param>
    /// <param name="from">Where to go on: the <see cref="ImportRow.End"/> of the last row that was sent.</param>
    /// <exception cref="CommandException">The file as a whole is not of this format.</exception>
    IAsyncEnumerable<ImportRow> ReadAsync(Stream file, ImportPosition from, CancellationToken cancellation);
}
