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
}
