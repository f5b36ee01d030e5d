using Footfall.Storage.Control;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Sealed;

/// <summary>Reads a project's documents page by page: by kind, then by id, as SQLite orders bytes.</summary>
internal static class DocumentPages
{
    public const int MostOfPage = 500;

    /// <summary>At most as many wrapped bytes a page, but one document always.</summary>
    public const int MostBytesOfPage = 4 << 20;

    /// <param name="kind">Null: all kinds.</param>
    /// <param name="after">Where the page before ended, as its <c>next</c> said: <c>kind/id</c>. Null: from the start.</param>
    public static async Task<(IReadOnlyList<DocumentRow> Rows, string? Next)> ReadAsync(
        ControlDbContext control, Guid project, string? kind, (string Kind, string Id)? after, int limit, CancellationToken cancellation)
    {
        var chosen = control.Documents.AsNoTracking().Where(d => d.ProjectId == project && (kind == null || d.Kind == kind));
        if (after is (var lastKind, var lastId)) chosen = chosen.Where(d => string.Compare(d.Kind, lastKind) > 0 || (d.Kind == lastKind && string.Compare(d.Id, lastId) > 0));
        // From the sizes alone first, so that no page is ever larger in memory than what is answered.
        var found = await chosen.OrderBy(d => d.Kind).ThenBy(d => d.Id).Take(limit + 1).Select(d => new { d.Kind, d.Id, d.Wrapped.Length }).ToListAsync(cancellation);
        var (count, bytes) = (0, 0L);
        while (count < Math.Min(found.Count, limit) && (count == 0 || bytes + found[count].Length <= MostBytesOfPage)) bytes += found[count++].Length;
        var rows = await chosen.OrderBy(d => d.Kind).ThenBy(d => d.Id).Take(count).ToListAsync(cancellation);
        return (rows, count < found.Count ? $"{found[count - 1].Kind}/{found[count - 1].Id}" : null);
    }

    /// <summary>Null where the text is no place in the list.</summary>
    public static (string Kind, string Id)? ReadPlace(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? null : (text[..slash], text[(slash + 1)..]);
    }
}
