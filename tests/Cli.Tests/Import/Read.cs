using System.Text;
using Footfall.Cli.Import;
using Xunit;

namespace Footfall.Cli.Tests.Import;

/// <summary>Reads texts as files.</summary>
internal static class Read
{
    public static async Task<List<ImportRow>> AllAsync(IImportFormat format, string text, ImportPosition from = default)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await AllAsync(format, file, from);
    }

    public static async Task<List<ImportRow>> AllAsync(IImportFormat format, Stream file, ImportPosition from = default)
    {
        var rows = new List<ImportRow>();
        await foreach (var row in format.ReadAsync(file, from, TestContext.Current.CancellationToken)) rows.Add(row);
        return rows;
    }

    /// <summary>Each row on a line of its own, as events, why it is left out, or what is wrong with it.</summary>
    public static IEnumerable<string> Told(IEnumerable<ImportRow> rows) =>
        rows.Select(row => $"{row.Number}: {row.Fault ?? row.LeftOut ?? string.Join(", ", row.Events.Select(e => $"{e.Time:MM-dd HH:mm:ss} {e.Name} {e.Url}"))}");
}
