namespace Footfall.Query.Parsing;

/// <summary>A question as it was asked, checked on its own: names exist, shapes and limits hold. What it means for a project is the planner's.</summary>
internal sealed record Question
{
    public required string SiteId { get; init; }

    public required IReadOnlyList<Metric> Metrics { get; init; }

    public required DateRangeSpec DateRange { get; init; }

    public IReadOnlyList<Dimension> Dimensions { get; init; } = [];

    /// <summary>All of them hold.</summary>
    public IReadOnlyList<Filter> Filters { get; init; } = [];

    /// <summary>The filters as they were written, for the echo.</summary>
    public string FiltersText { get; init; } = "[]";

    /// <summary>Empty: the default order.</summary>
    public IReadOnlyList<OrderBy> OrderBy { get; init; } = [];

    public Inclusion Include { get; init; } = Inclusion.Nothing;

    public Pagination Pagination { get; init; } = Pagination.Default;

    /// <summary>The place of the first dimension other than time, or -1.</summary>
    public int FirstPlaceBesideTime => Dimensions.ToList().FindIndex(d => !d.IsTime);

    public bool FiltersOn(Func<Dimension, bool> dimension) => Filters.SelectMany(f => f.Conditions).Any(c => dimension(c.Dimension));

    public bool GroupsBy(Func<Dimension, bool> dimension) => Dimensions.Any(dimension);

    /// <summary>True where the question groups by such a dimension or has a condition on one.</summary>
    public bool Concerns(Func<Dimension, bool> dimension) => GroupsBy(dimension) || FiltersOn(dimension);
}
