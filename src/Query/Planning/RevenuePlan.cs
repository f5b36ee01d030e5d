using Footfall.Query.Parsing;

namespace Footfall.Query.Planning;

/// <summary>In which currency a question's revenue is told, if it can be.</summary>
internal sealed record RevenuePlan(Value? Currency, IReadOnlyDictionary<Value, Value?> GoalCurrencies, MetricWarning? Warning)
{
    private static readonly MetricWarning NoGoal = new(
        "no_revenue_goals_matching", "Revenue metrics are null as there are no matching revenue goals.");

    private static readonly MetricWarning SeveralCurrencies = new(
        "no_single_revenue_currency", "Revenue metrics are null as there are multiple currencies for the selected event:goals.");

    public static RevenuePlan For(Question question, IReadOnlyList<AskedGoal> chosen)
    {
        var currencies = chosen.Select(goal => goal.Currency).OfType<Value>().Distinct().ToList();
        if (question.GroupsBy(d => d.IsGoal))
            return new RevenuePlan(null, chosen.ToDictionary(goal => goal.Name, goal => goal.Currency), currencies.Count == 0 ? NoGoal : null);
        var empty = new Dictionary<Value, Value?>();
        if (!question.FiltersOn(d => d.IsGoal) || currencies.Count == 0) return new RevenuePlan(null, empty, NoGoal);
        return currencies.Count > 1 ? new RevenuePlan(null, empty, SeveralCurrencies) : new RevenuePlan(currencies[0], empty, null);
    }
}
