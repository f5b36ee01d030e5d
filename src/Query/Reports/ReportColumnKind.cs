namespace Footfall.Query.Reports;

internal enum ReportColumnKind
{
    /// <summary>A text or a number, told as it is.</summary>
    Plain,

    /// <summary>The key of a time bucket, told by its label.</summary>
    Time,
}
