using System.Text.Json;
using Footfall.Events;

namespace Footfall.Agent.Vaults;

/// <summary>The goals of a sealed project, which are documents of its vault.</summary>
internal static class GoalDocuments
{
    public static async Task<IReadOnlyList<Goal>> ReadAsync(SealedDocuments documents, CancellationToken cancellation) =>
        [.. (await documents.ReadAsync("goal", cancellation)).Select(document => Read(document.Content)).OfType<Goal>()];

    private static Goal? Read(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var root = document.RootElement;
            return new Goal
            {
                Id = Guid.NewGuid(),
                DisplayName = root.GetProperty("display_name").GetString()!,
                EventName = root.GetProperty("event_name").GetString(),
                PagePath = root.GetProperty("page_path").GetString(),
                Currency = root.GetProperty("currency").GetString(),
            };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // A member wrote it that knows goals of another shape; the dashboard leaves it out too.
            return null;
        }
    }
}
