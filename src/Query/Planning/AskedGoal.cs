using Footfall.Events;
using Footfall.Query.Parsing;

namespace Footfall.Query.Planning;

/// <summary>A goal as a question knows it: by texts, or by placeholders for them. Exactly one of <paramref name="EventName"/> and <paramref name="PagePath"/> is set.</summary>
internal sealed record AskedGoal(Value Name, Value? EventName, Value? PagePath, Value? Currency)
{
    public static AskedGoal Of(Goal goal) => new(Value.Told(goal.DisplayName), Told(goal.EventName), Told(goal.PagePath), Told(goal.Currency));

    private static Value? Told(string? text) => text is null ? null : Value.Told(text);
}
