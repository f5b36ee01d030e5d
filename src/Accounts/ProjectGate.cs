using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;

namespace Footfall.Accounts;

/// <summary>Finds the project of an address and checks the caller's scopes on it.</summary>
internal static class ProjectGate
{
    /// <summary>Null and the project where the caller may go on, else the answer that stops it. A project that may not be seen does not exist.</summary>
    public static IResult? Check(HttpContext context, ProjectDirectory projects, Guid id, Scopes needed, out Project project)
    {
        project = projects.ById(id)!;
        if (context.User.Identity?.IsAuthenticated != true) return Problems.SignedOut();
        if (project is null || !(context.User.Allows(project.Number, Scopes.Read) || context.User.Allows(project.Number, needed))) return Problems.NotFound("project");
        return context.User.Allows(project.Number, needed) ? null : Problems.Forbidden(needed.ToString().ToLowerInvariant());
    }

    /// <summary>As <see cref="Check"/>, for what only sealed projects have.</summary>
    public static IResult? CheckSealed(HttpContext context, ProjectDirectory projects, Guid id, Scopes needed, out Project project) =>
        Check(context, projects, id, needed, out project)
        ?? (project.Mode == TrustMode.Sealed ? null : Problems.Conflict("project", "Only sealed projects have this.", "Use a project whose mode is sealed."))
        ?? RefuseToTend(context, needed, project);

    /// <summary>As <see cref="Check"/>, for what people name and keep of a project whose events are in clear.</summary>
    public static IResult? CheckDefining(HttpContext context, ProjectDirectory projects, Guid id, Scopes needed, out Project project) =>
        Check(context, projects, id, needed, out project) ?? RefuseSealed(project) ?? RefuseToTend(context, needed, project);

    /// <summary>The answer to what would tell the server about a sealed project's events; null for other projects.</summary>
    public static IResult? RefuseSealed(Project project) =>
        project.Mode == TrustMode.Sealed ? Problems.Conflict("project", "The server may not know this of a sealed project.", "Keep it as a document under /api/v1/projects/<id>/documents, which is sealed to the vault.") : null;

    private static IResult? RefuseToTend(HttpContext context, Scopes needed, Project project) =>
        needed != Scopes.Write || context.User.MayTend(project.Number) ? null : Problems.Forbidden("manage");
}
