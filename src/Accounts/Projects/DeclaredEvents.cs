namespace Footfall.Accounts.Projects;

/// <summary>The custom events that a project declares, and whether others are refused.</summary>
public sealed record DeclaredEvents(IReadOnlyList<DeclaredEventBody>? Items, bool RefuseUndeclared);
