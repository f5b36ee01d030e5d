namespace Footfall.Accounts.Definitions;

/// <summary>By kind, then by name.</summary>
public sealed record DefinitionList(IReadOnlyList<DefinitionAnswer> Items);
