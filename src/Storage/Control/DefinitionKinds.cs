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

    /// <summary>An experiment: who takes part, in which variants, and by which goal it is judged; its name is the key by which pages ask for it.</summary>
    public const string Experiment = "experiment";

    /// <summary>What one unit of each currency is worth in another, as the owner says.</summary>
    public const string Rates = "rates";

    /// <summary>Kinds that the running server looks at, and not only who lists them.</summary>
    public static bool IsHeld(string kind) => kind is Segment or Experiment;

    public static IReadOnlyList<string> All { get; } = [Segment, View, Report, Annotation, Experiment, Rates];
}
