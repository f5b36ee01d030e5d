namespace Footfall.Cli.Import;

/// <summary>What became of one row: events, or why there is none.</summary>
/// <param name="Number">Of the line in its file, or of the item in its list, from 1.</param>
/// <param name="End">Where the next row begins; a run goes on from there.</param>
/// <param name="LeftOut">The row is well-formed and no event, such as a request for a picture; told by kind.</param>
/// <param name="Fault">The row cannot be read.</param>
internal sealed record ImportRow(long Number, ImportPosition End, IReadOnlyList<ImportedEvent> Events, string? LeftOut = null, string? Fault = null)
{
    public static ImportRow Of(long number, ImportPosition end, params IReadOnlyList<ImportedEvent> events) => new(number, end, events);

    public static ImportRow Without(long number, ImportPosition end, string why) => new(number, end, [], LeftOut: why);

    public static ImportRow Broken(long number, ImportPosition end, string why) => new(number, end, [], Fault: why);
}
