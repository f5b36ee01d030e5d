namespace Footfall.Cli.Import;

/// <summary>How far a file is read. Files of lines go on by bytes, others by rows.</summary>
internal readonly record struct ImportPosition(long Rows, long Bytes);
