using Footfall.Events;
using Footfall.Query.Parsing;

namespace Footfall.Query.Planning;

/// <summary>Rows of one project within one range: events by their time, visits by their overlap.</summary>
internal sealed record Scan
{
    public required Table Table { get; init; }

    public required int Project { get; init; }

    public required TimeRange Range { get; init; }

    public Predicate Where { get; init; } = Predicate.Always;

    /// <summary>Events of these names are passed over.</summary>
    public IReadOnlyList<string> WithoutNames { get; init; } = [];

    /// <summary>Of those again not, where one of these placeholders stands for the name.</summary>
    public IReadOnlyList<Value> ButNames { get; init; } = [];

    /// <summary>False: only what people did.</summary>
    public bool WithBots { get; init; }

    /// <summary>What is no bot's although it is stored as such.</summary>
    public BotExceptions People { get; init; } = BotExceptions.None;

    /// <summary>Events are joined with their visits, for columns that only visits have.</summary>
    public bool WithVisits { get; init; }
}
