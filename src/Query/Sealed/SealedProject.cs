using Footfall.Events;
using Footfall.Query.Endpoints;
using Microsoft.AspNetCore.Http;

namespace Footfall.Query.Sealed;

/// <summary>Finds the sealed project that an address names, for a caller who may do something with it.</summary>
internal static class SealedProject
{
    /// <summary>Null where the caller may go on with the project, else the answer that stops it.</summary>
    public static Problem? Stop(HttpContext context, Project? named, Scopes needed, out Project project)
    {
        if (ProjectAccessCheck.Stop(context, named, out project) is { } stop) return stop;
        if (project.Mode != TrustMode.Sealed)
            return new Problem(StatusCodes.Status409Conflict, "The project is not sealed", "The project keeps its events in clear: it has no envelopes.", "project", "Ask POST /api/v2/query instead.");
        var may = needed == Scopes.Write ? context.User.MayTend(project.Number) : context.User.Allows(project.Number, needed);
        return may
            ? null
            : new Problem(StatusCodes.Status403Forbidden, "Not allowed", "This caller may not change what the project's key holders made.", remedy: "Use a token or an account with the scope that docs/api/sealed.md names.");
    }
}
