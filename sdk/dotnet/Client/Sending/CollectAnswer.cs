namespace Footfall.Client.Sending;

/// <summary>The body of an answer: of a taken batch, or the words of a refusal.</summary>
internal sealed record CollectAnswer(IReadOnlyList<ServerDrop?>? Dropped, string? Detail);
