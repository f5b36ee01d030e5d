namespace Footfall.Notices.Letters;

/// <summary>What a report tells.</summary>
/// <param name="Period">For people.</param>
/// <param name="Days">Visitors a day or so, oldest first.</param>
/// <param name="Tables">Each with rows of a name and a number, the largest first.</param>
/// <param name="Dashboard">Where more is shown; null where the server does not know its own address.</param>
/// <param name="VisitorsAreOfADay">Somebody who comes on three days counts as three.</param>
internal sealed record ReportContent(
    string Project, string Period, DateOnly First, DateOnly Last, IReadOnlyList<Figure> Figures, IReadOnlyList<(string Label, long Visitors)> Days,
    IReadOnlyList<(string Title, IReadOnlyList<(string Name, long Visitors)> Rows)> Tables, Uri? Dashboard, bool VisitorsAreOfADay);
