using System.Globalization;
using System.Security.Claims;

namespace Footfall.Events;

/// <summary>
/// What a caller may do, as claims: one <c>footfall:access</c> claim a grant, worded <c>{project number or *}:{scopes as a number}</c>.
/// Accounts writes them when it has authenticated a caller, endpoints read them, and neither knows the other.
/// </summary>
public static class ProjectAccess
{
    public const string ClaimType = "footfall:access";

    /// <summary>The id of an agent, which is a member of vaults without being a person.</summary>
    public const string AgentClaim = "footfall:agent";

    /// <summary>A claim that grants scopes on one project, or on all present and future ones where <paramref name="project"/> is null.</summary>
    public static Claim Grant(ProjectNumber? project, Scopes scopes) =>
        new(ClaimType, $"{project?.ToString() ?? "*"}:{((int)scopes).ToString(CultureInfo.InvariantCulture)}");

    /// <summary>True where the caller has all of <paramref name="needed"/> on the project.</summary>
    public static bool Allows(this ClaimsPrincipal caller, ProjectNumber project, Scopes needed) =>
        (GrantedOn(caller, project.ToString()) & needed) == needed;

    /// <summary>True where the caller has all of <paramref name="needed"/> on every project, future ones included.</summary>
    public static bool AllowsEverywhere(this ClaimsPrincipal caller, Scopes needed) => (GrantedOn(caller, "*") & needed) == needed;

    /// <summary>
    /// True for who may change what people made of a project (its definitions; of a sealed one, what its key holders made): a member (an account or an
    /// agent) that may write, or a token that may manage. Tokens that only write are for ingestion, and lie on machines that have no business with it.
    /// </summary>
    public static bool MayTend(this ClaimsPrincipal caller, ProjectNumber project) =>
        caller.Allows(project, caller.HasClaim(claim => claim.Type is ClaimTypes.NameIdentifier or AgentClaim) ? Scopes.Write : Scopes.Manage);

    private static Scopes GrantedOn(ClaimsPrincipal caller, string project)
    {
        var granted = Scopes.None;
        foreach (var claim in caller.FindAll(ClaimType))
        {
            var colon = claim.Value.IndexOf(':', StringComparison.Ordinal);
            var name = claim.Value.AsSpan(0, Math.Max(colon, 0));
            if (name is "*" || name.SequenceEqual(project))
                granted |= (Scopes)int.Parse(claim.Value.AsSpan(colon + 1), CultureInfo.InvariantCulture);
        }

        return granted;
    }
}
