namespace Footfall.Storage.Events;

/// <summary>An answer in memory: names of columns and rows of values (long, ulong, double, decimal, string, bool, DateTime in UTC, Guid, lists, dictionaries, null).</summary>
public sealed record QueryRows(IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows);
