using Footfall.Accounts.Sealed;

namespace Footfall.Accounts.Projects;

/// <param name="Mode">anonymous (the default), identified or sealed.</param>
/// <param name="Timezone">An IANA name; UTC by default.</param>
/// <param name="Vault">That the project is to belong to; sealed projects need one.</param>
/// <param name="Id">Of sealed projects, whose first epoch names it.</param>
/// <param name="Identity">Of sealed projects: anonymous (the default) or identified.</param>
/// <param name="Epoch">Of sealed projects: the first.</param>
public sealed record CreateProject(
    string? Name, IReadOnlyList<string>? Domains, string? Mode, string? Timezone, string? AppName, int? RetentionDays, Guid? Vault, Guid? Id, string? Identity, EpochBody? Epoch);
