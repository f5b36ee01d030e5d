using Footfall.Query.Parsing;

namespace Footfall.Query.Planning;

/// <summary>How a question is answered, in terms that every engine understands.</summary>
internal sealed record Plan
{
    /// <summary>The question with its time unit chosen.</summary>
    public required Question Question { get; init; }

    public required TimeRange Range { get; init; }

    public required Zone Zone { get; init; }

    /// <summary>Null where the question does not group by time.</summary>
    public Buckets? Buckets { get; init; }

    public required IReadOnlyList<Part> Parts { get; init; }

    /// <summary>By the metric that needs it.</summary>
    public required IReadOnlyDictionary<Metric, Divisor> Divisors { get; init; }

    public required IReadOnlyList<OrderBy> Order { get; init; }

    /// <summary>Why revenue cannot be told, by metric.</summary>
    public IReadOnlyDictionary<Metric, MetricWarning> Warnings { get; init; } = new Dictionary<Metric, MetricWarning>();

    /// <summary>The currency of revenue where it is one for all rows.</summary>
    public Value? Currency { get; init; }

    /// <summary>The currency of each goal, where rows are goals.</summary>
    public IReadOnlyDictionary<Value, Value?> GoalCurrencies { get; init; } = new Dictionary<Value, Value?>();

    /// <summary>Only rows whose first dimension other than time reads so; for the second range of a comparison. Null: all rows.</summary>
    public IReadOnlyList<string>? OnlyRows { get; init; }

    /// <summary>The same where the rows of the first range are not known yet: the one who runs the plan will tell how they read.</summary>
    public bool OnlyToldRows { get; init; }
}
