using Footfall.Events;

namespace Footfall.Query.Parsing;

/// <summary>An attribute to group or filter by.</summary>
internal sealed record Dimension(string Name, DimensionScope Scope)
{
    public const string NotSet = "(not set)";
    public const string NoProperty = "(none)";
    public const string DirectVisit = Acquisition.DirectName;

    /// <summary>The column of the events table, or null where only the visit knows.</summary>
    public string? EventColumn { get; init; }

    /// <summary>The column of the visits table, or null where only the event knows.</summary>
    public string? VisitColumn { get; init; }

    /// <summary>The name of a custom property, without its prefix.</summary>
    public Value? Property { get; init; }

    /// <summary>How an absent value is written in answers and filters.</summary>
    public string Absent { get; init; } = NotSet;

    /// <summary>Pages: what has none is left out of a breakdown instead of making a row of its own.</summary>
    public bool LeavesOutAbsent { get; init; }

    /// <summary>Paths and hosts: values with <c>*</c> in them are patterns.</summary>
    public bool TakesWildcards { get; init; }

    /// <summary>Values are country codes, and are asked for and answered by name.</summary>
    public bool IsCountryName { get; init; }

    public TimeUnit? Unit { get; init; }

    public bool IsGoal => Name == "event:goal";

    public bool IsPage => Name == "event:page";

    public bool IsHostname => Name == "event:hostname";

    public bool IsBot => Scope == DimensionScope.Both;

    public bool IsTime => Scope == DimensionScope.Time;

    public override string ToString() => Name;
}
