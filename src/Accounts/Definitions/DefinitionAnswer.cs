using System.Text.Json;

namespace Footfall.Accounts.Definitions;

public sealed record DefinitionAnswer(Guid Id, string Kind, string Name, JsonElement Body, int Revision, DateTime ChangedAt, string ChangedBy);
