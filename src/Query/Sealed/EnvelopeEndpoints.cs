using System.Globalization;
using Footfall.Events;
using Footfall.Query.Endpoints;
using Footfall.Storage.Control;
using Footfall.Storage.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Footfall.Query.Sealed;

/// <summary>What key holders fetch: a sealed project's envelopes that no segment stands for, page by page, as JSON or, for bulk, as bytes.</summary>
internal static class EnvelopeEndpoints
{
    private const string Binary = "application/octet-stream";
    private const int MostBytes = 8 << 20;
    private const int MostOfJson = 1_000;
    private const int MostOfBinary = 50_000;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/projects/{project:guid}/envelopes", PageAsync);

    private static async Task<IResult> PageAsync(Guid project, HttpContext context, ProjectDirectory projects, EventStore store)
    {
        if (SealedProject.Stop(context, projects.ById(project), Scopes.Read, out var found) is { } stop) return stop;
        var isBinary = context.Request.Headers.Accept.ToString().Contains(Binary, StringComparison.OrdinalIgnoreCase);
        var most = isBinary ? MostOfBinary : MostOfJson;
        if (Number(context, "after", 0) is not { } after || after < 0) return Problem.Bad("Invalid after.", "after", "Give the number where the page before ended, or leave it out.");
        if (Number(context, "limit", most) is not { } limit || limit < 1) return Problem.Bad("Invalid limit.", "limit", $"Give a number from 1 to {most}, or leave it out.");
        if (Number(context, "until", long.MaxValue) is not { } until || until < 1) return Problem.Bad("Invalid until.", "until", "Give the number of the last envelope that you want, or leave it out.");
        var page = await store.Envelopes.PageAsync(found.Number, after, until, (int)Math.Min(limit, most), MostBytes, context.RequestAborted);
        return isBinary ? new EnvelopeStream(page) : new JsonAnswer(json => EnvelopeJson.WritePage(json, page));
    }

    private static long? Number(HttpContext context, string name, long byDefault)
    {
        var text = context.Request.Query[name].ToString();
        if (text.Length == 0) return byDefault;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
