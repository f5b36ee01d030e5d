namespace Footfall.Cli.Import;

/// <summary>A line of a file.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Start">In bytes from the file's beginning.</param>
/// <param name="End">Where the next line begins.</param>
/// <param name="Text">Null: longer than a line may be.</param>
internal sealed record Line(long Number, long Start, ImportPosition End, string? Text);
