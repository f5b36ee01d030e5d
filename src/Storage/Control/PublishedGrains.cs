using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Storage.Control;

/// <summary>Keeps what links with a threshold have published. The first word on a day or month is the last. Thread-safe.</summary>
public sealed class PublishedGrains(ControlDatabase database)
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>Cells by the first day of their grain.</summary>
    public async Task<IReadOnlyDictionary<DateOnly, string>> ReadAsync(Guid project, DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        var (from, to) = (Text(first), Text(last));
        await using var control = database.Connect();
        var rows = await control.Published.AsNoTracking().Where(p => p.ProjectId == project && string.Compare(p.Day, from) >= 0 && string.Compare(p.Day, to) <= 0).ToListAsync(cancellation);
        return rows.ToDictionary(row => DateOnly.ParseExact(row.Day, Form, CultureInfo.InvariantCulture), row => row.Cells);
    }

    /// <summary>Keeps those that are not kept yet.</summary>
    public async Task KeepAsync(Guid project, IReadOnlyDictionary<DateOnly, string> cells, CancellationToken cancellation)
    {
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        var days = cells.Keys.Select(Text).ToList();
        var known = await control.Published.AsNoTracking().Where(p => p.ProjectId == project && days.Contains(p.Day)).Select(p => p.Day).ToListAsync(cancellation);
        control.Published.AddRange(cells.Where(pair => !known.Contains(Text(pair.Key))).Select(pair => new PublishedRow { ProjectId = project, Day = Text(pair.Key), Cells = pair.Value }));
        await control.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static string Text(DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);
}
