using System.Text.Json;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Sql;

namespace Footfall.Query.Results;

/// <summary>Writes a plan as <c>docs/api/plan.md</c> describes it: statements to run, and what an answer is made of beside their rows.</summary>
internal static class PlanWriter
{
    public static void Write(Utf8JsonWriter json, PlannedAnswer planned)
    {
        var (plan, compared) = planned;
        json.WriteStartObject();
        json.WriteStartObject("statements");
        WriteStatement(json, "rows", QuestionSql.Write(plan, Dialect.Browser), plan);
        // A page beyond the last one has no row to carry the total.
        if (plan.Question.Include.TotalRows && plan.Question.Pagination.Offset > 0) WriteStatement(json, "count", QuestionSql.WriteCount(plan, Dialect.Browser), plan);
        if (compared is not null) WriteStatement(json, "comparison", QuestionSql.Write(compared, Dialect.Browser), plan);
        json.WriteEndObject();
        WriteChecks(json, plan.Question);
        WriteShape(json, plan, compared);
        json.WriteEndObject();
    }

    /// <summary>A statement with what its parameters are, in order.</summary>
    public static void WriteStatement(Utf8JsonWriter json, string name, SqlStatement statement, Plan? first = null)
    {
        json.WriteStartObject(name);
        WriteSql(json, statement, first);
        json.WriteEndObject();
    }

    private static void WriteSql(Utf8JsonWriter json, SqlStatement statement, Plan? first)
    {
        json.WriteString("sql", statement.Text);
        json.WriteStartArray("parameters");
        foreach (var parameter in statement.Parameters)
        {
            json.WriteStartObject();
            if (parameter is not Value value) json.WriteString("value", (string?)parameter);
            else if (value == QuestionSql.ToldRows) json.WriteNumber("rows", first!.Question.FirstPlaceBesideTime);
            else
            {
                json.WriteString("placeholder", value.Placeholder);
                json.WriteString("as", NameOf(value.Change));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Patterns are RE2's; only the engine knows whether it takes one.</summary>
    public static void WriteChecks(Utf8JsonWriter json, Question question)
    {
        json.WriteStartArray("checks");
        foreach (var condition in question.Filters.SelectMany(f => f.AllConditions).Where(c => c.Operator == FilterOperator.Matches))
        {
            foreach (var pattern in condition.Values.Where(value => value.Text is null))
            {
                json.WriteStartObject();
                WriteSql(json, new SqlStatement("SELECT regexp_matches('', $1)", [pattern]), first: null);
                json.WriteString("path", condition.Path);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteShape(Utf8JsonWriter json, Plan plan, Plan? compared)
    {
        json.WriteStartObject("shape");
        json.WriteStartArray("order_by");
        foreach (var term in AnswerWriter.ToldOrder(plan))
        {
            json.WriteStartObject();
            json.WriteNumber(term.IsMetric ? "metric" : "dimension", term.Index);
            json.WriteString("direction", term.Descending ? "desc" : "asc");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteRange(json, plan);
        if (compared is not null)
        {
            json.WriteStartObject("comparison");
            WriteRange(json, compared);
            json.WriteEndObject();
        }

        json.WriteString("currency", plan.Currency?.Placeholder);
        AnswerWriter.WriteWarnings(json, plan);
        AnswerWriter.WriteInclude(json, plan.Question.Include);
        AnswerWriter.WritePagination(json, plan.Question);
        json.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter json, Plan plan)
    {
        AnswerWriter.WriteRange(json, "date_range", plan);
        WriteBuckets(json, plan.Buckets);
    }

    /// <summary>The key of each bucket as rows have it, and its label.</summary>
    public static void WriteBuckets(Utf8JsonWriter json, Buckets? buckets)
    {
        json.WriteStartArray("buckets");
        foreach (var key in buckets?.Keys() ?? [])
        {
            json.WriteStartArray();
            json.WriteNumberValue(new DateTimeOffset(key).ToUnixTimeMilliseconds());
            json.WriteStringValue(buckets!.Label(key));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static string NameOf(ValueChange change) => change switch
    {
        ValueChange.Text => "text",
        ValueChange.Beginning => "beginning",
        ValueChange.Wildcard => "wildcard",
        ValueChange.WildcardAnyCase => "wildcard_any_case",
        ValueChange.RegexAnyCase => "regex_any_case",
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, "Give the new change its name."),
    };
}
