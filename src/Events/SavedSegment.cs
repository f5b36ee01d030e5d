using System.Text.Json;

namespace Footfall.Events;

/// <summary>Filters that a project has kept under a name, so that a question can name them in the place of writing them.</summary>
/// <param name="Name">Unique within the project.</param>
/// <param name="Filters">As a question of the Stats API v2 writes them; they name no other segment.</param>
public sealed record SavedSegment(Guid Id, string Name, JsonElement Filters);
