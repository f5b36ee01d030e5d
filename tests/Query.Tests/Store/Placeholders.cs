using System.Text.Json.Nodes;
using Footfall.Events;

namespace Footfall.Query.Tests.Store;

/// <summary>
/// Takes the words out of a question, as the dashboard of a sealed project does before it asks for a plan. Written apart from the dashboard's, and compared with
/// it by what schema/vectors/plans.json records.
/// </summary>
internal sealed class Placeholders
{
    private readonly IReadOnlyList<Goal> goals;
    private readonly List<string> properties = [];
    private int count;

    private Placeholders(JsonNode question, IReadOnlyList<Goal> goals, bool isReport)
    {
        this.goals = goals;
        Request = new JsonObject { ["question"] = isReport ? Report(question.AsObject()) : Question(question.AsObject()), ["goals"] = new JsonArray([.. goals.Select(Goal)]) };
    }

    /// <summary>The body of the request for the plan.</summary>
    public JsonObject Request { get; }

    /// <summary>Texts by placeholder.</summary>
    public Dictionary<string, string> Values { get; } = [];

    public static Placeholders Of(JsonNode question, IReadOnlyList<Goal> goals) => new(question, goals, isReport: false);

    /// <summary>Reports have their words in members of these names, wherever they stand.</summary>
    public static Placeholders OfReport(JsonNode report, IReadOnlyList<Goal> goals) => new(report, goals, isReport: true);

    private JsonObject Report(JsonObject report) => new(report.Where(member => member.Key is not ("name" or "control" or "weights" or "convert")).Select(member => KeyValuePair.Create(member.Key, member.Key switch
    {
        "event" => Value("is", "event:name", (string)member.Value!),
        "page" => Value("is", "event:page", (string)member.Value!),
        "goal" when member.Value is JsonValue => Named("is", [(string)member.Value!], loose: false)[0]!.DeepClone(),
        "experiment" => Value("is", "event:props:experiment", (string)member.Value!),
        "revenue" => Value("is", "event:name", (string)member.Value!),
        "breakdown" or "property" or "variant" or "by" => member.Value is null ? null : Dimension((string)member.Value!),
        "filters" => new JsonArray([.. member.Value!.AsArray().Select(f => Filter(f!.AsArray()))]),
        _ => member.Value switch
        {
            JsonObject inner => Report(inner),
            JsonArray list => new JsonArray([.. list.Select(item => item is JsonObject inner ? Report(inner) : item?.DeepClone())]),
            var plain => plain?.DeepClone(),
        },
    })));

    private JsonObject Question(JsonObject question)
    {
        var planned = (JsonObject)question.DeepClone();
        foreach (var (name, value) in question)
        {
            if (name == "dimensions") planned[name] = new JsonArray([.. value!.AsArray().Select(d => Dimension((string)d!))]);
            if (name == "filters") planned[name] = new JsonArray([.. value!.AsArray().Select(f => Filter(f!.AsArray()))]);
            if (name == "order_by") planned[name] = new JsonArray([.. value!.AsArray().Select(o => new JsonArray(Dimension((string)o![0]!), (string)o[1]!))]);
        }

        return planned;
    }

    private JsonNode Dimension(string name)
    {
        if (!name.StartsWith("event:props:", StringComparison.Ordinal)) return name;
        var property = name["event:props:".Length..];
        if (!properties.Contains(property)) properties.Add(property);
        return Placeholder($"p{properties.IndexOf(property)}", property);
    }

    private JsonArray Filter(JsonArray filter)
    {
        var word = (string)filter[0]!;
        if (word is "and" or "or") return new JsonArray(word, new JsonArray([.. filter[1]!.AsArray().Select(f => Filter(f!.AsArray()))]));
        if (word is "not" or "has_done" or "has_not_done") return new JsonArray(word, Filter(filter[1]!.AsArray()));
        var name = (string)filter[1]!;
        var values = filter[2]!.AsArray().Select(value => (string)value!).ToList();
        var loose = filter.Count > 3 && filter[3]!["case_sensitive"] is { } sensitive && !(bool)sensitive;
        var planned = new JsonArray(word, Dimension(name), name == "event:goal" ? Named(word, values, loose) : new JsonArray([.. values.Select(value => Value(word, name, value))]));
        if (filter.Count > 3) planned.Add(filter[3]!.DeepClone());
        return planned;
    }

    private JsonArray Named(string word, List<string> values, bool loose)
    {
        var comparison = loose ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var named = goals.Index()
            .Where(pair => values.Any(value => word == "is" ? pair.Item.DisplayName.Equals(value, comparison) : pair.Item.DisplayName.Contains(value, comparison)))
            .Select(pair => $"g{pair.Index}").ToList();
        return new JsonArray([.. (named.Count == 0 ? ["none"] : named).Select(name => (JsonNode)new JsonObject { ["placeholder"] = name })]);
    }

    private JsonNode Value(string word, string dimension, string value)
    {
        var absent = dimension switch
        {
            "visit:source" or "visit:referrer" => "Direct / None",
            _ when dimension.StartsWith("event:props:", StringComparison.Ordinal) || dimension.StartsWith("visit:first_", StringComparison.Ordinal) || dimension.EndsWith(":bot", StringComparison.Ordinal) => "(none)",
            _ => "(not set)",
        };
        if (value == absent) return value;
        var placeholder = Placeholder($"v{count++}", value);
        var patterns = word.StartsWith("matches_wildcard", StringComparison.Ordinal)
            || (word is "is" or "is_not" && dimension is "event:page" or "event:hostname" or "visit:entry_page" or "visit:exit_page" or "visit:entry_page_hostname" or "visit:exit_page_hostname");
        return patterns ? WithForm(placeholder, value) : placeholder;
    }

    private JsonObject Goal(Goal goal, int place)
    {
        var planned = new JsonObject { ["name"] = Placeholder($"g{place}", goal.DisplayName) };
        if (goal.EventName is { } name) planned["event_name"] = Placeholder($"g{place}_event", name);
        else planned["page_path"] = WithForm(Placeholder($"g{place}_page", goal.PagePath!), goal.PagePath!);
        if (goal.Currency is { } currency)
            planned["currency"] = Placeholder($"c{goals.Select(g => g.Currency).OfType<string>().Distinct().ToList().IndexOf(currency)}", currency);
        return planned;
    }

    private static JsonObject WithForm(JsonObject placeholder, string text)
    {
        if (text.Contains('*', StringComparison.Ordinal)) placeholder["form"] = text.IndexOf('*', StringComparison.Ordinal) == text.Length - 2 && text.EndsWith("**", StringComparison.Ordinal) ? "beginning" : "pattern";
        return placeholder;
    }

    private JsonObject Placeholder(string name, string text)
    {
        Values[name] = text;
        return new JsonObject { ["placeholder"] = name };
    }
}
