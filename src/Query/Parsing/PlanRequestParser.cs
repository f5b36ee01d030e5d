using System.Text.Json;
using Footfall.Query.Planning;

namespace Footfall.Query.Parsing;

/// <summary>Reads <c>{question, goals, first_day}</c>, in which no word may stand in clear.</summary>
internal static class PlanRequestParser
{
    private const string QuestionPath = "#/question";

    /// <summary>Either the request, or what is wrong with it.</summary>
    public static (PlanRequest? Request, QuestionError? Error) Parse(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) return Bad("#", "Expected a JSON object.");
        foreach (var member in body.EnumerateObject())
        {
            if (member.Name is not ("question" or "goals" or "first_day")) return Bad("#", "Only question, goals and first_day are known here.");
        }

        if (!body.TryGetProperty("question", out var asked)) return Bad("#", "Required property question was not present.");
        var (question, error) = QuestionParser.Parse(asked, Wording.Placeholders);
        if (question is null) return (null, Within(error!));
        var (goals, firstDay, fault) = Beside(body);
        return fault is null ? (new PlanRequest(question, goals, firstDay), null) : (null, fault);
    }

    /// <summary>What goes beside any question that is planned without its words: the project's goals and its first day.</summary>
    public static (IReadOnlyList<AskedGoal> Goals, DateOnly? FirstDay, QuestionError? Error) Beside(JsonElement body)
    {
        DateOnly? firstDay = null;
        if (body.TryGetProperty("first_day", out var day) && day.ValueKind != JsonValueKind.Null)
        {
            firstDay = day.ValueKind == JsonValueKind.String ? DateRangeParser.ParseDate(day.GetString()!) : null;
            if (firstDay is null) return ([], null, new QuestionError("#/first_day", "Expected a date such as 2026-11-22, in the project's time zone."));
        }

        var goals = new List<AskedGoal>();
        return (goals, firstDay, body.TryGetProperty("goals", out var list) ? Goals(list, goals) : null);
    }

    /// <summary>An error of the question, whose path begins at the body that holds it.</summary>
    public static QuestionError Within(QuestionError error) => error with { Path = Within(error.Path), Field = Within(error.Field) };

    private static string? Within(string? path) => path is null ? null : QuestionPath + path[1..];

    private static QuestionError? Goals(JsonElement list, List<AskedGoal> goals)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > QuestionLimits.Goals)
            return new QuestionError("#/goals", $"Expected a list of at most {QuestionLimits.Goals} goals.");
        foreach (var element in list.EnumerateArray())
        {
            var path = $"#/goals/{goals.Count}";
            var (goal, error) = Goal(element, path);
            if (goal is null) return error;
            if (goals.Exists(other => other.Name.Placeholder == goal.Name.Placeholder)) return new QuestionError($"{path}/name", "Two goals have one name.");
            goals.Add(goal);
        }

        return null;
    }

    private static (AskedGoal? Goal, QuestionError? Error) Goal(JsonElement element, string path)
    {
        Value? name = null, eventName = null, pagePath = null, currency = null;
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.Null) continue;
                var (value, fault) = Wording.PlaceholderOf(member.Value, $"{path}/{member.Name}", takesForm: member.Name == "page_path");
                if (value is null) return (null, fault);
                if (member.Name == "name") name = value;
                else if (member.Name == "event_name") eventName = value;
                else if (member.Name == "page_path") pagePath = value;
                else if (member.Name == "currency") currency = value;
                else return (null, Shape(path));
            }
        }

        return name is null || eventName is null == pagePath is null ? (null, Shape(path)) : (new AskedGoal(name, eventName, pagePath, currency), null);
    }

    private static QuestionError Shape(string path) => new(path, "A goal has a name, either an event_name or a page_path, and perhaps a currency.");

    private static (PlanRequest?, QuestionError?) Bad(string path, string message) => (null, new QuestionError(path, message));
}
