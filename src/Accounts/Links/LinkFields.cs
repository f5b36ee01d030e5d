using System.Text.Json;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;

namespace Footfall.Accounts.Links;

/// <summary>What a link may be, as far as its own words say.</summary>
internal static class LinkFields
{
    public const int MostOfProject = 100;
    public const int MostBytes = 64 * 1024;
    private const int LongestName = 200;
    private const int MostReports = 20;
    private const int MostOrigins = 20;
    private const int MostFilters = 16 * 1024;

    /// <summary>Null where a link can be this.</summary>
    public static IResult? Check(DefinitionJudge judge, PutLink link, DateTime now) =>
        CheckName(link.Name) ?? CheckPanels(link) ?? CheckFilters(judge, link) ?? CheckPassword(link.Password) ?? CheckOrigins(link.FrameAncestors ?? [])
        ?? (link.ExpiresAt is { } end && end.ToUniversalTime() <= now ? Problems.Invalid("expires_at", "The link would have ended already.", "Give a time to come, or none.") : null)
        ?? (link.Threshold is { } threshold ? CheckThreshold(link, threshold) : null);

    public static PublicThreshold? ThresholdOf(ThresholdBody? body) => body is null ? null : new PublicThreshold(body.Least!.Value, body.Grain!, [.. body.Dimensions!]);

    /// <summary>The filters as they are kept, so that equal ones read equal.</summary>
    public static string FiltersOf(PutLink link) => link.Filters is { } filters ? JsonSerializer.Serialize(filters, AccountsJson.Default.JsonElement) : "[]";

    private static IResult? CheckName(string? name) => string.IsNullOrWhiteSpace(name) || name.Trim().Length > LongestName || name.Any(char.IsControl)
        ? Problems.Invalid("name", "The name is empty, too long or has control characters in it.", $"Give 1 to {LongestName} characters in one line.") : null;

    private static IResult? CheckPanels(PutLink link)
    {
        var (panels, reports) = (link.Panels ?? [], link.Reports ?? []);
        if (panels.Count > LinkPanels.All.Count || panels.Except(LinkPanels.All).Any()) return Problems.Invalid("panels", "A panel is unknown.", $"Choose of {string.Join(", ", LinkPanels.All)}.");
        if (reports.Count > MostReports) return Problems.Invalid("reports", $"A link shows at most {MostReports} reports.", "Make a second link.");
        return panels.Count == 0 && reports.Count == 0 ? Problems.Invalid("panels", "The link would show nothing.", "Choose at least one panel or report.") : null;
    }

    private static IResult? CheckFilters(DefinitionJudge judge, PutLink link)
    {
        if (link.Filters is not { } filters || filters.ValueKind == JsonValueKind.Null) return null;
        if (filters.ValueKind != JsonValueKind.Array) return Problems.Invalid("filters", "The filters are no list.", "Write them as a question's filters, docs/api/query.md.");
        if (filters.GetArrayLength() == 0) return null;
        if (filters.GetRawText().Length > MostFilters) return Problems.Invalid("filters", "The filters are too long.", $"Give at most {MostFilters} characters.");
        // The server counts who is there now by project; a part of them would be shown as if it were all.
        if (link.Panels?.Contains(LinkPanels.Live) == true) return Problems.Invalid("panels", "Visitors now cannot be filtered.", "Leave out the panel live, or the filters.");
        using var body = JsonDocument.Parse($$"""{"filters": {{filters.GetRawText()}}}""");
        return judge.Judge(DefinitionKinds.Segment, body.RootElement, []) is { } fault ? Problems.Invalid(fault.Field.Replace("body/", "", StringComparison.Ordinal), fault.Message, fault.Remedy) : null;
    }

    private static IResult? CheckPassword(string? password) => password is null || password.Length is 0 or (>= LinkTickets.ShortestPassword and <= LinkTickets.LongestPassword)
        ? null : Problems.Invalid("password", "The password is too short or too long.", $"Give {LinkTickets.ShortestPassword} to {LinkTickets.LongestPassword} characters, or an empty one for none.");

    private static IResult? CheckOrigins(IReadOnlyList<string> origins)
    {
        if (origins.Count > MostOrigins) return Problems.Invalid("frame_ancestors", $"At most {MostOrigins} origins may frame a link.", "Use * for all.");
        return origins.All(origin => origin == "*" || IsOrigin(origin))
            ? null : Problems.Invalid("frame_ancestors", "An origin is none.", "Write https://example.org, with a port where it has one and without a path; or * for all.");
    }

    /// <summary>They are written into a header: nothing but what a scheme, a host and a port are made of.</summary>
    private static bool IsOrigin(string text) =>
        text.Length <= 300 && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        && string.Equals(text, uri.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':' or '/' or '[' or ']');

    private static IResult? CheckThreshold(PutLink link, ThresholdBody threshold)
    {
        if (threshold.Least is not (>= PublicThreshold.LowestLeast and <= PublicThreshold.HighestLeast))
            return Problems.Invalid("threshold/least", "The threshold is missing or out of bounds.", $"Give {PublicThreshold.LowestLeast} to {PublicThreshold.HighestLeast} visitors.");
        if (threshold.Grain is null || !PublicThreshold.Grains.Contains(threshold.Grain)) return Problems.Invalid("threshold/grain", "The grain is unknown.", $"Use {string.Join(" or ", PublicThreshold.Grains)}.");
        var dimensions = threshold.Dimensions ?? [];
        foreach (var dimension in dimensions)
        {
            if (LinkPanels.Of(dimension) is not { } panel || !LinkPanels.Publishable(panel).Contains(dimension))
                return Problems.Invalid("threshold/dimensions", $"{dimension} cannot be published with a threshold.", $"Choose of {string.Join(", ", LinkPanels.All.SelectMany(LinkPanels.Publishable))}.");
        }

        if (dimensions.Select(LinkPanels.Of).Distinct().Count() != dimensions.Count)
            return Problems.Invalid("threshold/dimensions", "Two dimensions of one panel depend on each other: what is hidden of one could be worked out from the other.", "Choose one for each panel.");
        if ((link.Panels ?? []).Except([LinkPanels.Totals]).FirstOrDefault(panel => !dimensions.Any(d => LinkPanels.Of(d) == panel)) is { } bare)
            return Problems.Invalid("panels", $"The panel {bare} cannot be shown with this threshold.", "Leave it out, or name one of its dimensions in threshold/dimensions; live and behaviour have none (docs/sharing.md).");
        if (link.MayFilter == true) return Problems.Invalid("may_filter", "Readers who filter could subtract one answer from another.", "Leave may_filter out where there is a threshold.");
        return link.Reports is { Count: > 0 } ? Problems.Invalid("reports", "Reports count sequences of events, which a threshold cannot protect.", "Make a second link without a threshold for them.") : null;
    }
}
