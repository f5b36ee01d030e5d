namespace Footfall.DuckDb;

/// <summary>How far the running query has come.</summary>
/// <param name="Percentage">0 to 100; -1 while it is not known or <c>enable_progress_bar</c> is off.</param>
public readonly record struct DuckDbProgress(double Percentage, long RowsProcessed, long TotalRows);
