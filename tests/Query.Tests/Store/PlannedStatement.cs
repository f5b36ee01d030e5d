using System.Text.Json.Nodes;
using Footfall.Query.Planning;

namespace Footfall.Query.Tests.Store;

/// <summary>A statement of a plan as who holds the events runs it: from nothing but the plan's JSON and the words.</summary>
internal static class PlannedStatement
{
    /// <summary>The texts of a statement's parameters, in order.</summary>
    /// <param name="rows">How the rows of the first statement read at a place.</param>
    public static IEnumerable<object?> Bound(JsonNode statement, IReadOnlyDictionary<string, string> values, Func<int, string>? rows = null) =>
        statement["parameters"]!.AsArray().Select(parameter =>
        {
            if (parameter!["value"] is { } given) return (string)given!;
            if (parameter["rows"] is { } place) return rows!((int)place);
            var text = values[(string)parameter["placeholder"]!];
            return (object?)((string)parameter["as"]! switch
            {
                "text" => text,
                "beginning" => text[..^2],
                "wildcard" => Wildcard.ToRegex(text),
                "wildcard_any_case" => "(?i)" + Wildcard.ToRegex(text),
                "regex_any_case" => "(?i)" + text,
                var other => throw new NotSupportedException(other),
            });
        });

    /// <summary>A cell as the browser's rows have it.</summary>
    public static JsonNode? Cell(object? cell) => cell switch
    {
        null => null,
        string text => JsonValue.Create(text),
        int whole => JsonValue.Create(whole),
        long whole => JsonValue.Create(whole),
        double real => JsonValue.Create(real),
        _ => throw new NotSupportedException($"The browser's rows hold texts, whole numbers and doubles, not a {cell.GetType()}."),
    };
}
