namespace Footfall.Cli.Import;

/// <summary>An event as another product or a log tells it, in the words of <c>POST /collect</c>.</summary>
internal sealed record ImportedEvent
{
    /// <summary>The same each time the same row is read.</summary>
    public required Guid Id { get; init; }

    public required DateTime Time { get; init; }

    public required string Name { get; init; }

    public required string Url { get; init; }

    public string? Title { get; init; }

    public string? Referrer { get; init; }

    public string? Visitor { get; init; }

    public string? Session { get; init; }

    public string? User { get; init; }

    public string? Address { get; init; }

    public string? UserAgent { get; init; }

    public string? Language { get; init; }

    public (int Width, int Height)? Screen { get; init; }

    public long? EngagementMs { get; init; }

    public decimal? Amount { get; init; }

    public string? Currency { get; init; }

    /// <summary>By the names of <c>enriched</c>; empty where address and user agent tell it.</summary>
    public IReadOnlyList<(string Name, string? Value)> Enriched { get; init; } = [];

    /// <summary>Texts, numbers and booleans.</summary>
    public IReadOnlyList<(string Name, object Value)> Props { get; init; } = [];
}
