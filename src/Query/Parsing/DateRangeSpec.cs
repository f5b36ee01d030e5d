namespace Footfall.Query.Parsing;

/// <summary>A range of time as the question words it, before the project's time zone gives it instants. A closed family.</summary>
internal abstract record DateRangeSpec
{
    private DateRangeSpec()
    {
    }

    /// <summary>Today, in the project's zone.</summary>
    public sealed record Today : DateRangeSpec;

    /// <summary>The hours or minutes up to now.</summary>
    public sealed record Rolling(TimeSpan Length) : DateRangeSpec;

    /// <summary>Whole days before today.</summary>
    public sealed record LastDays(int Count) : DateRangeSpec;

    /// <summary>Whole months before the current one.</summary>
    public sealed record LastMonths(int Count) : DateRangeSpec;

    public sealed record CurrentMonth : DateRangeSpec;

    public sealed record CurrentYear : DateRangeSpec;

    /// <summary>From the project's first event to the end of today.</summary>
    public sealed record All : DateRangeSpec;

    /// <summary>Both days included.</summary>
    public sealed record Days(DateOnly First, DateOnly Last) : DateRangeSpec;

    /// <summary>Both ends included, the last one with its whole second.</summary>
    public sealed record Instants(DateTimeOffset First, DateTimeOffset Last) : DateRangeSpec;
}
