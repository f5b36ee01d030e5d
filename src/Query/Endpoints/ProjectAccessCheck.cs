using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;

namespace Footfall.Query.Endpoints;

/// <summary>Finds the project that an address names, for a caller who may read it.</summary>
internal static class ProjectAccessCheck
{
    /// <summary>Null where the caller may go on with the project, else the answer that stops it.</summary>
    public static Problem? Stop(HttpContext context, Project? named, out Project project)
    {
        project = named!;
        if (context.User.Identity?.IsAuthenticated != true) return Problem.SignedOut();
        return named is null || !context.User.Allows(named.Number, Scopes.Read) ? Problem.NoProject() : null;
    }

    /// <summary>As <see cref="Stop"/>, for what the server must read events for.</summary>
    public static Problem? StopUnlessOpen(HttpContext context, Project? named, out Project project) =>
        Stop(context, named, out project) ?? (project.Mode == TrustMode.Sealed ? Problem.SealedProject() : null);

    /// <summary>The projects that the caller may read.</summary>
    public static IReadOnlyList<Project> Readable(HttpContext context, ProjectDirectory projects) =>
        [.. projects.All.Where(project => context.User.Allows(project.Number, Scopes.Read))];
}
