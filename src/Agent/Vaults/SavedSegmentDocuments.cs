using System.Text.Json;
using Footfall.Events;

namespace Footfall.Agent.Vaults;

/// <summary>Filters that a sealed project has kept under a name, which are documents of its vault.</summary>
internal static class SavedSegmentDocuments
{
    public static async Task<IReadOnlyList<SavedSegment>> ReadAsync(SealedDocuments documents, CancellationToken cancellation) =>
        [.. (await documents.ReadAsync("segment", cancellation)).Select(Read).OfType<SavedSegment>()];

    /// <summary>What the filters say is looked at when a question names them.</summary>
    private static SavedSegment? Read(SealedDocument document)
    {
        try
        {
            var root = JsonSerializer.Deserialize<JsonElement>(document.Content);
            var filters = root.GetProperty("body").GetProperty("filters");
            if (!Guid.TryParse(document.Id, out var id) || filters.ValueKind != JsonValueKind.Array) return null;
            return new SavedSegment(id, root.GetProperty("name").GetString() ?? "", filters);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // A member wrote it that knows segments of another shape. A question that names it is refused, since it would mean something else without it.
            return null;
        }
    }
}
