using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;

namespace Footfall.Accounts.Links;

/// <summary>
/// Two links with a threshold must not be two views of the same people that can be subtracted. So all of a project's have the same threshold, grain, dimensions and
/// filters, those included that were revoked: what they have shown may have been written down.
/// </summary>
internal static class LinkThresholds
{
    /// <param name="others">All links that the project ever had.</param>
    public static IResult? Check(IReadOnlyList<LinkRow> others, PublicThreshold? threshold, string filters)
    {
        if (threshold is null || others.FirstOrDefault(l => l.Least is not null) is not { } first) return null;
        if (LinkDirectory.ThresholdOf(first)!.Equals(threshold) && first.Filters == filters) return null;
        return Problems.Settled(
            "threshold", $"The link “{first.Name}” has another threshold, other dimensions or other filters: the numbers of both could be subtracted from each other.",
            "Use the same threshold, grain, dimensions and filters as that link; it counts also where it has been revoked.");
    }

    public static IResult? CheckChange(LinkRow row, PublicThreshold? threshold, string filters)
    {
        var same = Equals(LinkDirectory.ThresholdOf(row), threshold) && (row.Least is null || row.Filters == filters);
        return same ? null : Problems.Settled("threshold", "A link's threshold, and the filters of a link with a threshold, stay as they are.", "Send them as they are, or make another link.");
    }
}
