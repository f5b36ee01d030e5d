using System.Text.Json;
using Footfall.Events;
using Footfall.Query.Parsing;
using Footfall.Query.Reports;

namespace Footfall.Query.Experiments;

/// <summary>Reads the body of an experiment report.</summary>
internal static class ExperimentParser
{
    private static readonly string[] Known = ["date_range", "filters", "experiment", "exposure", "variant", "control", "weights", "goal", "value"];
    private static readonly Dimension Key = Dimensions.Find("event:props:experiment")!;
    private static readonly Dimension TrackersVariant = Dimensions.Find("event:props:variant")!;
    private static readonly Dimension Name = Dimensions.Find("event:name")!;

    /// <summary>Either the report, or what is wrong with it.</summary>
    public static (Report? Report, QuestionError? Error) Parse(JsonElement body, Wording wording)
    {
        var reader = new ReportBody(body, wording);
        var experiment = Read(reader);
        return reader.Error is { } error ? (null, error) : (experiment, null);
    }

    private static ExperimentReport? Read(ReportBody body)
    {
        if (!body.Has(Known)) return null;
        if (body.DateRange() is not { } range || body.Filters() is not { } filters || Exposure(body) is not { } exposure) return null;
        if (!body.TryGet("goal", out var goal)) return body.Fail<ExperimentReport>("#/goal", "Required property goal was not present.");
        if (body.Events(goal, "#/goal") is not { } reached) return null;
        var (variant, value, control, weights) = (body.Dimension("variant"), Value(body), Control(body), Weights(body));
        if (body.Error is not null) return null;
        return new ExperimentReport
        {
            DateRange = range,
            Filters = filters,
            Exposure = exposure,
            Variant = variant ?? TrackersVariant,
            Goal = reached,
            Value = value,
            Control = control,
            Weights = weights,
        };
    }

    /// <summary>By the experiment's key what the tracker sends, or any choice of events.</summary>
    private static Filter? Exposure(ReportBody body)
    {
        var (byKey, byChoice) = (body.TryGet("experiment", out var key), body.TryGet("exposure", out var choice));
        if (byKey == byChoice) return body.Fail<Filter>("#/exposure", "Say by one of experiment (its key) and exposure (a choice of events) who takes part.");
        if (byChoice) return body.Events(choice, "#/exposure");
        if (body.Word(key, Key, "#/experiment") is not { } word) return null;
        return new Filter.And([Is(Name, Parsing.Value.Told(EventNames.Experiment), "#/experiment"), Is(Key, word, "#/experiment")]);
    }

    private static ExperimentValue? Value(ReportBody body)
    {
        const string expected = "Expected {\"property\": \"event:props:…\"} or {\"revenue\": \"EUR\"}.";
        if (!body.TryGet("value", out var value)) return null;
        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Count() != 1) return body.Fail<ExperimentValue>("#/value", expected);
        if (value.TryGetProperty("revenue", out var revenue)) return body.Word(revenue, Name, "#/value/revenue") is { } currency ? new ExperimentValue(null, currency) : null;
        if (!value.TryGetProperty("property", out var property)) return body.Fail<ExperimentValue>("#/value", expected);
        var dimension = body.DimensionOf(property, "#/value/property");
        if (dimension is { Property: null }) return body.Fail<ExperimentValue>("#/value/property", "Only a prop, event:props:…, is a number.");
        return dimension is null ? null : new ExperimentValue(dimension, null);
    }

    private static string? Control(ReportBody body)
    {
        if (!IsTold(body, "control", out var control)) return null;
        return control.ValueKind == JsonValueKind.String ? control.GetString() : body.Fail<string>("#/control", "Expected the name of a variant.");
    }

    private static Dictionary<string, double>? Weights(ReportBody body)
    {
        if (!IsTold(body, "weights", out var given)) return null;
        var weights = new Dictionary<string, double>();
        foreach (var member in given.ValueKind == JsonValueKind.Object ? given.EnumerateObject() : default)
        {
            var isNumber = member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetDouble(out var weight) && weight is >= 0 and <= 1e9;
            if (!isNumber || weights.Count == ExperimentSql.MostVariants) return Refuse(body);
            weights[member.Name] = member.Value.GetDouble();
        }

        return weights.Values.Sum() > 0 ? weights : Refuse(body);
    }

    private static Dictionary<string, double>? Refuse(ReportBody body) =>
        body.Fail<Dictionary<string, double>>("#/weights", $"Expected at most {ExperimentSql.MostVariants} variants with numbers from 0 to 1000000000, not all of them 0, such as {{\"control\": 1, \"b\": 1}}.");

    /// <summary>What statements do not depend on stays, as the words it is, with whoever runs the plan.</summary>
    private static bool IsTold(ReportBody body, string name, out JsonElement value)
    {
        if (!body.TryGet(name, out value)) return false;
        return body.IsInClear || body.Fail($"#/{name}", "This is for the one who runs the plan: leave it out here, and conclude from the rows with it.");
    }

    private static Filter.Condition Is(Dimension dimension, Value value, string path) => new(FilterOperator.Is, Negated: false, dimension, [value], CaseSensitive: true, path);
}
