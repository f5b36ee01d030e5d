using System.Text.Json;
using Footfall.Events;
using Footfall.Query.Attribution;
using Footfall.Query.Experiments;
using Footfall.Query.Parsing;
using Footfall.Query.Reports;
using Footfall.Storage.Control;

namespace Footfall.Query.Definitions;

/// <summary>Reads the bodies of definitions by the readers of what they are kept for, so that what is kept can be asked.</summary>
internal static class DefinitionBodies
{
    private const string Remedy = "See docs/api/definitions.md.";
    private const int LongestDraft = 8 * 1024;

    /// <summary>Null where the body is one of its kind.</summary>
    /// <param name="segments">Those of the project, which a report's question may name.</param>
    public static DefinitionFault? Fault(string kind, JsonElement body, IReadOnlyList<SavedSegment> segments) => TextCheck.Fault(body) is { } unreadable
        ? Of(unreadable)
        : kind switch
        {
            DefinitionKinds.Segment => Segment(body),
            DefinitionKinds.View => View(body),
            DefinitionKinds.Report => Report(body, segments),
            DefinitionKinds.Annotation => Annotation(body),
            DefinitionKinds.Experiment => Experiment(body, segments),
            DefinitionKinds.Rates => Rates(body),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Add how its body is read."),
        };

    private static DefinitionFault? Segment(JsonElement body)
    {
        if (Unknown(body, "filters") is { } unknown) return unknown;
        if (!body.TryGetProperty("filters", out var filters) || filters.ValueKind != JsonValueKind.Array || filters.GetArrayLength() == 0)
            return Bad("filters", "A segment has at least one filter.");
        // Without segments to name: one that named itself by way of others would never end.
        var parser = new FilterParser(Wording.Clear);
        return parser.ParseAll(filters, "#/filters") is null ? Of(parser.Error!) : null;
    }

    private static DefinitionFault? View(JsonElement body) =>
        Unknown(body, "page", "address") ?? PageOfView(body) ?? (ViewAddress.Fault(TextOf(body, "address")) is { } fault ? Bad("address", fault) : null);

    private static DefinitionFault? PageOfView(JsonElement body) =>
        TextOf(body, "page") is { } page && ViewAddress.Pages.Contains(page) ? null : Bad("page", $"Expected one of {string.Join(", ", ViewAddress.Pages)}.");

    private static DefinitionFault? Report(JsonElement body, IReadOnlyList<SavedSegment> segments)
    {
        if (Unknown(body, "report", "question", "draft") is { } unknown) return unknown;
        if (TextOf(body, "report") is not { } kind || !ReportKinds.All.TryGetValue(kind, out var parse)) return Bad("report", $"Expected one of {string.Join(", ", ReportKinds.All.Keys)}.");
        if (!body.TryGetProperty("question", out var question)) return Bad("question", "A report has a question.");
        if (body.TryGetProperty("draft", out var draft) && (draft.ValueKind != JsonValueKind.String || draft.GetString()!.Length > LongestDraft))
            return Bad("draft", $"Expected a text of at most {LongestDraft} characters.");
        return parse(question, Wording.Clear.With(segments)).Error is { } error ? Of(error, "question/") : null;
    }

    private static DefinitionFault? Annotation(JsonElement body)
    {
        if (Unknown(body, "at") is { } unknown) return unknown;
        return TextOf(body, "at") is { } at && (DateRangeParser.ParseDate(at) is not null || DateRangeParser.ParseInstant(at) is not null)
            ? null
            : Bad("at", "Expected a day such as 2026-11-22, or an instant with its offset such as 2026-11-22T14:30:00Z.");
    }

    private static DefinitionFault? Experiment(JsonElement body, IReadOnlyList<SavedSegment> segments)
    {
        if (Unknown(body, "status", "question", "minimum_effect", "since", "until") is { } unknown) return unknown;
        if (TextOf(body, "status") is not ("draft" or "running" or "stopped")) return Bad("status", "Expected draft, running or stopped.");
        if (!body.TryGetProperty("question", out var question)) return Bad("question", "An experiment has a question, as POST …/experiments takes it.");
        if (ExperimentParser.Parse(question, Wording.Clear.With(segments)).Error is { } error) return Of(error, "question/");
        if (!question.TryGetProperty("weights", out var weights) || weights.ValueKind != JsonValueKind.Object || weights.EnumerateObject().Count() < 2)
            return Bad("question/weights", "An experiment has at least two variants with their weights.");
        if (body.TryGetProperty("minimum_effect", out var effect) && !(effect.ValueKind == JsonValueKind.Number && effect.GetDouble() is > 0 and <= 10))
            return Bad("minimum_effect", "Expected a share above 0 and of at most 10, such as 0.05 for 5 %.");
        return Day(body, "since") ?? Day(body, "until");
    }

    private static DefinitionFault? Rates(JsonElement body) =>
        Unknown(body, "to", "rates") ?? (RateTable.Read(body).Fault is { } fault ? Bad(fault.Member, fault.Message) : null);

    private static DefinitionFault? Day(JsonElement body, string name) =>
        !body.TryGetProperty(name, out _) || (TextOf(body, name) is { } day && DateRangeParser.ParseDate(day) is not null) ? null : Bad(name, "Expected a day such as 2026-11-22.");

    private static DefinitionFault? Unknown(JsonElement body, params ReadOnlySpan<string> known)
    {
        foreach (var member in body.EnumerateObject())
        {
            if (!known.Contains(member.Name)) return Bad(member.Name, $"Of this kind only {string.Join(", ", known.ToArray())} is known.");
        }

        return null;
    }

    private static string? TextOf(JsonElement body, string name) => body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DefinitionFault Bad(string member, string message) => new($"body/{member}", message, Remedy);

    private static DefinitionFault Of(QuestionError error, string within = "") => new($"body/{within}{error.Path?.TrimStart('#', '/')}", error.Message, error.Remedy ?? Remedy);
}
