using System.Globalization;
using System.Text;
using System.Text.Json;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Footfall.Accounts.Definitions;

/// <summary>What may be kept as a definition, and beside which others.</summary>
internal static class DefinitionRules
{
    public const int LongestName = 200;
    public const int MostBytes = 32 * 1024;
    public const int MostOfProject = 1000;

    /// <summary>All are listed at once, and segments are held in memory.</summary>
    public const int MostBytesOfProject = 4 << 20;

    /// <summary>Null where a definition can be this.</summary>
    public static IResult? Check(DefinitionJudge judge, IReadOnlyList<SavedSegment> segments, string kind, string? name, JsonElement? body)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > LongestName || name.Any(char.IsControl))
            return Problems.Invalid("name", "The name is empty, too long or has control characters in it.", $"Give 1 to {LongestName} characters in one line.");
        if (body is not { ValueKind: JsonValueKind.Object } given) return Problems.Invalid("body", "The body is no object.", "Give what docs/api/definitions.md asks of the kind.");
        if (SizeOf(given) > MostBytes) return Problems.Invalid("body", $"The body is larger than {MostBytes.ToString(CultureInfo.InvariantCulture)} bytes.", "Give fewer or shorter values.");
        return judge.Judge(kind, given, segments) is { } fault ? Problems.Invalid(fault.Field, fault.Message, fault.Remedy) : null;
    }

    /// <summary>Null where the project has room for it, and no other of its kind has the name. Within a transaction that lets nobody else write.</summary>
    /// <param name="row">As it is to be kept.</param>
    public static async Task<IResult?> CheckPlaceAsync(ControlDbContext control, DefinitionRow row, CancellationToken cancellation)
    {
        var others = control.Definitions.AsNoTracking().Where(d => d.ProjectId == row.ProjectId && d.Id != row.Id);
        // Charts have room for two annotations of a name; whoever names a segment means one.
        if (row.Kind != DefinitionKinds.Annotation && await others.AnyAsync(d => d.Kind == row.Kind && d.Name == row.Name, cancellation))
            return Problems.Conflict("name", $"There is a {row.Kind} of this name.", "Choose another name.");
        if (await others.CountAsync(cancellation) >= MostOfProject) return Problems.Conflict("", $"A project has at most {MostOfProject} definitions.", "Remove some first.");
        // Characters, of which a byte is the least that each takes.
        var characters = await others.SumAsync(d => d.Body.Length, cancellation) + row.Body.Length;
        return characters <= MostBytesOfProject ? null : Problems.Conflict("", $"A project's definitions have at most {MostBytesOfProject >> 20} MiB together.", "Remove some first.");
    }

    /// <summary>Null where the caller means the revision that is kept.</summary>
    public static IResult? CheckRevision(HttpRequest request, int revision)
    {
        var tags = request.GetTypedHeaders().IfMatch;
        if (tags.Count == 0) return Problems.NeedsRevision();
        return tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || (!tag.IsWeak && tag.Tag == TagOf(revision))) ? null : Problems.Overtaken(revision);
    }

    public static string TagOf(int revision) => $"\"{revision.ToString(CultureInfo.InvariantCulture)}\"";

    private static int SizeOf(JsonElement body) => Encoding.UTF8.GetByteCount(body.GetRawText());
}
