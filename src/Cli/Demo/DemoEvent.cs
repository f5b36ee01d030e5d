namespace Footfall.Cli.Demo;

/// <summary>One event as it goes to <c>/collect</c>.</summary>
internal sealed record DemoEvent
{
    public required Guid Id { get; init; }

    public required DateTime Time { get; init; }

    public required string Name { get; init; }

    public required string Url { get; init; }

    public required DemoVisitor Visitor { get; init; }

    public string? Title { get; init; }

    public string? Referrer { get; init; }

    public uint? EngagementMs { get; init; }

    public byte? ScrollDepth { get; init; }

    /// <summary>In euros.</summary>
    public decimal? Revenue { get; init; }

    public IReadOnlyList<(string Name, object Value)> Props { get; init; } = [];
}
