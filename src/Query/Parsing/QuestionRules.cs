namespace Footfall.Query.Parsing;

/// <summary>Which metrics go with which dimensions and filters.</summary>
internal static class QuestionRules
{
    public static QuestionError? Check(Question question)
    {
        if (question.Dimensions.Count(d => d.IsTime) > 1) return new QuestionError("#/dimensions", "Only one time dimension is possible.");
        for (var i = 0; i < question.Metrics.Count; i++)
        {
            if (Fault(question.Metrics[i], question) is { } fault) return new QuestionError(null, fault) { Field = $"#/metrics/{i}" };
        }

        return null;
    }

    private static string? Fault(Metric metric, Question question)
    {
        if (metric.IsConversion() && !question.Concerns(d => d.IsGoal))
            return $"Metric `{metric.Name()}` can only be queried with event:goal filters or dimensions";
        if (metric is Metric.ScrollDepth or Metric.TimeOnPage && !question.Concerns(d => d.IsPage))
            return $"Metric `{metric.Name()}` can only be queried with event:page filters or dimensions";
        if (metric is Metric.Percentage && question.Dimensions.Count == 0)
            return "Metric `percentage` can only be queried with dimensions";
        if (!metric.IsOfWholeVisits()) return null;
        var events = question.Dimensions.Where(d => d is { Scope: DimensionScope.Event, IsPage: false }).Select(d => d.Name).ToList();
        if (events.Count == 0) return null;
        var metrics = question.Metrics.Where(m => m.IsOfWholeVisits()).Select(m => m.Name());
        return $"Session metric(s) `{string.Join(", ", metrics)}` cannot be queried along with event dimensions (`{string.Join(", ", events)}`)";
    }
}
