using Footfall.Query.Parsing;
using Footfall.Events;
using Footfall.Query.Planning;

namespace Footfall.Query.Sql;

/// <summary>Writes conditions. Each is true or false, never NULL, so that NOT means what it says.</summary>
internal sealed class PredicateSql(Dialect dialect, Parameters parameters)
{
    private static readonly string CountryList = string.Join(", ", Countries.All.OrderBy(country => country.Key, StringComparer.Ordinal)
        .Select(country => $"('{country.Key}', '{country.Value.Replace("'", "''", StringComparison.Ordinal)}')"));

    public string Write(Predicate predicate, Table row) => predicate switch
    {
        Predicate.All all => all.Parts.Count == 0 ? "TRUE" : $"({string.Join(" AND ", all.Parts.Select(part => Write(part, row)))})",
        Predicate.Any any => any.Parts.Count == 0 ? "FALSE" : $"({string.Join(" OR ", any.Parts.Select(part => Write(part, row)))})",
        Predicate.Not not => $"(NOT {Write(not.Inner, row)})",
        Predicate.OneOf oneOf => OneOf(oneOf),
        Predicate.Contains contains => Some(Write(contains.Column), contains.Values, value =>
            Dialect.Write(dialect.Contains, Folded(Write(contains.Column), contains.IgnoreCase), Folded(parameters.Add(value), contains.IgnoreCase))),
        Predicate.StartsWith starts => Some(Write(starts.Column), starts.Beginnings, beginning =>
            Dialect.Write(dialect.StartsWith, Write(starts.Column), parameters.Add(beginning))),
        Predicate.Matches matches => Some(Write(matches.Column), matches.Patterns, pattern =>
            Dialect.Write(dialect.Matches, Write(matches.Column), parameters.Add(pattern))),
        Predicate.Present present => $"({Write(present.Column)} IS NOT NULL)",
        Predicate.OfCountry named => $"({Write(named.Column)} IS NOT NULL AND {Write(named.Column)} IN (SELECT c.code FROM (VALUES {CountryList}) AS c(code, name) WHERE {Write(named.Named, row)}))",
        Predicate.VisitorIn visitorIn => VisitorIn(visitorIn.Scan, row),
        Predicate.VisitIn visitIn => $"(v.visit IN (SELECT e.visit {new ScanSql(parameters, this).Write(visitIn.Scan)} AND e.visit IS NOT NULL))",
        _ => throw new ArgumentOutOfRangeException(nameof(predicate), predicate, "Give the new predicate its words."),
    };

    public string Write(Column column)
    {
        var name = $"{Alias(column.Table)}.{column.Name}";
        var value = column.Property is null ? name : Dialect.Write(dialect.Property, name, parameters.Add(column.Property));
        return column.AlsoAbsent is null ? value : $"nullif({value}, {parameters.Given(column.AlsoAbsent)})";
    }

    public static string Alias(Table table) => table switch
    {
        Table.Events => "e",
        Table.Visits => "v",
        _ => "c",
    };

    private string OneOf(Predicate.OneOf oneOf)
    {
        var column = Write(oneOf.Column);
        var absent = oneOf.OrAbsent ? $"{column} IS NULL" : null;
        if (oneOf.Values.Count == 0) return absent is null ? "FALSE" : $"({absent})";
        var values = oneOf.IgnoreCase ? string.Join(", ", oneOf.Values.Select(value => Folded(parameters.Add(value), true))) : parameters.AddAll(oneOf.Values);
        var folded = Folded(column, oneOf.IgnoreCase);
        var equals = oneOf.Values.Count == 1 ? $"{folded} = {values}" : $"{folded} IN ({values})";
        return absent is null ? $"({column} IS NOT NULL AND {equals})" : $"({absent} OR {equals})";
    }

    /// <summary>has_done asks for the visitor, whom events of those who opted out do not have: of them nothing is known to be done.</summary>
    private string VisitorIn(Scan scan, Table row) =>
        $"coalesce({Alias(row)}.visitor IN (SELECT e.visitor {new ScanSql(parameters, this).Write(scan)} AND e.visitor IS NOT NULL), FALSE)";

    private static string Some(string column, IReadOnlyList<Value> values, Func<Value, string> test) =>
        $"({column} IS NOT NULL AND ({string.Join(" OR ", values.Select(test))}))";

    private string Folded(string expression, bool ignoreCase) => ignoreCase ? Dialect.Write(dialect.Lower, expression) : expression;
}
