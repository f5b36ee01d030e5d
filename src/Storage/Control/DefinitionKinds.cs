namespace Footfall.Storage.Control;

/// <summary>What can be named and kept.</summary>
public static class DefinitionKinds
{
    /// <summary>Filters that others can name.</summary>
    public const string Segment = "segment";

    /// <summary>A page of the dashboard with all that decides what it shows.</summary>
    public const string View = "view";

    /// <summary>A report with its question.</summary>
    public const string Report = "report";

    /// <summary>Something that happened at a time; its name is what charts show.</summary>
    public const string Annotation = "annotation";

    public static IReadOnlyList<string> All { get; } = [Segment, View, Report, Annotation];
}
