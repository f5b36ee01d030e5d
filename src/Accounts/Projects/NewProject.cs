using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;

namespace Footfall.Accounts.Projects;

/// <summary>Checks the fields of a new project.</summary>
internal static class NewProject
{
    /// <summary>Null and the row where every field is good, else the answer that names the first bad one.</summary>
    public static IResult? Read(CreateProject given, out ProjectRow row)
    {
        row = null!;
        if (ProjectFields.CheckName(given.Name) is { } name) return Problems.Invalid("name", "The name is missing or too long.", name);
        if (ProjectFields.NormalizeHosts(given.Domains ?? []) is not { } domains) return Problems.Invalid("domains", "One of the domains is no host name.", "Give host names such as example.org, at most 100.");
        if (ProjectFields.CheckTimeZone(given.Timezone ?? "UTC") is { } zone) return Problems.Invalid("timezone", "The time zone is unknown.", zone);
        if (ProjectFields.CheckAppName(given.AppName) is { } app) return Problems.Invalid("app_name", "The app name cannot be used.", app);
        if (ProjectFields.CheckRetention(given.RetentionDays) is { } days) return Problems.Invalid("retention_days", "The retention is out of range.", days);
        if (ReadMode(given, out var mode, out var identity) is { } refusal) return refusal;
        var id = mode == TrustMode.Sealed ? given.Id!.Value : Guid.NewGuid();
        row = new ProjectRow
        {
            Id = id,
            Key = "",
            Name = given.Name!.Trim(),
            AppName = given.AppName,
            Mode = mode,
            TimeZone = given.Timezone ?? "UTC",
            RetentionDays = given.RetentionDays,
            OptOut = mode == TrustMode.Anonymous || (mode == TrustMode.Sealed && identity == VisitorIdentity.Anonymous) ? OptOutPolicy.KeepWithoutVisitor : OptOutPolicy.Drop,
            Domains = [.. domains.Select((domain, position) => new DomainRow { Domain = domain, Position = position })],
            Vault = given.Vault is { } vault ? new VaultProjectRow { ProjectId = id, VaultId = vault, Identity = identity } : null,
        };
        return null;
    }

    private static IResult? ReadMode(CreateProject given, out TrustMode mode, out VisitorIdentity identity)
    {
        identity = VisitorIdentity.Anonymous;
        mode = given.Mode switch { null or "anonymous" => TrustMode.Anonymous, "identified" => TrustMode.Identified, _ => TrustMode.Sealed };
        if (mode == TrustMode.Sealed && given.Mode != "sealed") return Problems.Invalid("mode", "The mode is unknown.", "Choose anonymous, identified or sealed.");
        if (mode != TrustMode.Sealed)
        {
            var surplus = given.Id is not null ? "id" : given.Identity is not null ? "identity" : given.Epoch is not null ? "epoch" : null;
            return surplus is null ? null : Problems.Invalid(surplus, "Only sealed projects have this.", "Leave it out, or choose the mode sealed.");
        }

        if (given.Vault is null) return Problems.Invalid("vault", "A sealed project belongs to a vault.", "Give the id of a vault in which you are owner or admin.");
        if (given.Id is not { } id || id == Guid.Empty) return Problems.Invalid("id", "The id is missing.", "Make a random UUID and write it into the first epoch's statement.");
        if (given.Identity is not (null or "anonymous" or "identified")) return Problems.Invalid("identity", "The identity is unknown.", "Choose anonymous or identified.");
        if (given.Identity == "identified") identity = VisitorIdentity.Identified;
        return null;
    }
}
