using Footfall.Events;
using Footfall.Query.Parsing;

namespace Footfall.Query.Planning;

/// <summary>Which goals a question speaks of.</summary>
internal static class GoalChoice
{
    /// <summary>The goals that a condition on <c>event:goal</c> names. Who asks by placeholders has compared the texts, and names the goals that are meant.</summary>
    public static IReadOnlyList<AskedGoal> Named(Filter.Condition condition, IReadOnlyList<AskedGoal> goals)
    {
        var comparison = condition.CaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return [.. goals.Where(goal => condition.Values.Any(value => goal.Name.Text is { } name && value.Text is { } sought
            ? condition.Operator == FilterOperator.Contains ? name.Contains(sought, comparison) : name.Equals(sought, comparison)
            : goal.Name.Placeholder is { } known && known == value.Placeholder))];
    }

    /// <summary>The goals that rows can be of: all, or those that every filter on goals names.</summary>
    public static IReadOnlyList<AskedGoal> Chosen(Question question, IReadOnlyList<AskedGoal> goals)
    {
        var chosen = goals;
        foreach (var condition in question.Filters.OfType<Filter.Condition>().Where(c => c.Dimension.IsGoal))
        {
            var named = Named(condition, goals);
            chosen = [.. chosen.Where(named.Contains)];
        }

        return chosen;
    }

    /// <summary>The first condition that names a goal which the project does not have.</summary>
    public static QuestionError? Unknown(Question question, IReadOnlyList<AskedGoal> goals)
    {
        foreach (var condition in question.Filters.SelectMany(f => f.AllConditions).Where(c => c.Dimension.IsGoal && c.Operator == FilterOperator.Is))
        {
            foreach (var value in condition.Values)
            {
                if (Named(condition with { Values = [value] }, goals).Count > 0) continue;
                return new QuestionError(
                    condition.Path,
                    $"The goal `{value}` is not configured for this site.",
                    "Add it with POST /api/v1/projects/{project}/goals, or name one of the project's goals as they are displayed.");
            }
        }

        return null;
    }

    public static Predicate Reached(AskedGoal goal)
    {
        var name = new Column(Table.Events, "name");
        if (goal.EventName is { } eventName) return new Predicate.OneOf(name, [eventName], OrAbsent: false, IgnoreCase: false);
        var path = new Column(Table.Events, "path");
        var pattern = goal.PagePath ?? Value.Told("");
        return new Predicate.All([
            new Predicate.OneOf(name, [Value.Told(EventNames.Pageview)], OrAbsent: false, IgnoreCase: false),
            Wildcard.IsPattern(pattern)
                ? Wildcard.Of(path, pattern, ignoreCase: false)
                : new Predicate.OneOf(path, [pattern], OrAbsent: false, IgnoreCase: false),
        ]);
    }
}
