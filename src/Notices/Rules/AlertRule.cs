namespace Footfall.Notices.Rules;

/// <summary>What an alert watches. A closed family.</summary>
internal abstract record AlertRule
{
    private AlertRule()
    {
    }

    /// <summary>A number of the last hours, against bounds or against the same hours a week before.</summary>
    /// <param name="Goal">Its display name; null: of everything.</param>
    public sealed record Numbers(string Metric, int Hours, string? Goal, Bounds Bounds) : AlertRule;

    /// <summary>Nothing came for so many hours, where something had come before.</summary>
    public sealed record Silence(int Hours) : AlertRule;

    /// <summary>The journal is filled by more than so many per cent.</summary>
    public sealed record Journal(double Percent) : AlertRule;

    /// <summary>Of what came within the last hours, more than so many per cent was dropped.</summary>
    public sealed record Dropped(int Hours, double Percent) : AlertRule;
}
