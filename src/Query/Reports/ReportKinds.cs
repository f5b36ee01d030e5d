using System.Text.Json;
using Footfall.Query.Attribution;
using Footfall.Query.Experiments;
using Footfall.Query.Funnels;
using Footfall.Query.Journeys;
using Footfall.Query.Parsing;
using Footfall.Query.Props;
using Footfall.Query.Retention;
using Footfall.Query.Trends;
using Footfall.Query.Vitals;

namespace Footfall.Query.Reports;

/// <summary>The reports that can be asked for, by the last word of their address.</summary>
internal static class ReportKinds
{
    public delegate (Report? Report, QuestionError? Error) Parse(JsonElement body, Wording wording);

    public static IReadOnlyDictionary<string, Parse> All { get; } = new Dictionary<string, Parse>
    {
        ["funnels"] = FunnelParser.Parse,
        ["retention"] = RetentionParser.Parse,
        ["journeys"] = JourneyParser.Parse,
        ["experiments"] = ExperimentParser.Parse,
        ["trends"] = TrendParser.Parse,
        ["attribution"] = AttributionParser.Parse,
        ["vitals"] = VitalsParser.Parse,
        ["props"] = PropsParser.Parse,
    };
}
