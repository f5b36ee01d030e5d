using Footfall.Events;

namespace Footfall.Query.Reports;

/// <summary>What the reader of an answer should know of it, by code.</summary>
internal static class ReportNotes
{
    /// <summary>Visitors are known for a day, so nothing that a person does on two days is seen as one person's.</summary>
    public const string VisitorsOfADay = "visitors_of_a_day";

    /// <summary>True where the project's visitors have a new id each day.</summary>
    public static bool KnowsVisitorsForADay(this Project project) =>
        project.Mode == TrustMode.Anonymous || (project.Mode == TrustMode.Sealed && project.Identity == VisitorIdentity.Anonymous);
}
