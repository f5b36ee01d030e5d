using Footfall.Query.Parsing;

namespace Footfall.Query.Planning;

/// <summary>Decides which passes over which tables answer a question. No I/O.</summary>
internal static class Planner
{
    /// <summary>Either the plan, or why there is none.</summary>
    /// <param name="range">The range to answer for, where it is not the question's own.</param>
    public static (Plan? Plan, QuestionError? Error) Plan(Question question, QuestionContext context, TimeRange? range = null)
    {
        if (GoalChoice.Unknown(question, context.Goals) is { } unknown) return (null, unknown);
        var timeZone = Zone.Find(context.Project.TimeZone);
        var span = range ?? DateRanges.Resolve(question.DateRange, timeZone, context.Now, context.FirstEvent);
        var zone = Zone.Between(timeZone, span.From, span.To);
        var place = question.Dimensions.ToList().FindIndex(d => d.IsTime);
        Buckets? buckets = null;
        if (place >= 0)
        {
            var unit = question.Dimensions[place].Unit!.Value;
            buckets = new Buckets(unit == TimeUnit.Auto ? Buckets.Choose(span) : unit, span, zone);
            if (buckets.Unit == TimeUnit.Minute && span.Length.TotalMinutes > QuestionLimits.Minutes + 1)
                return (null, new QuestionError($"#/dimensions/{place}", "time:minute needs a date_range of at most 48 hours.", "Ask by time:hour, or for a shorter range."));
            if (buckets.Unit == TimeUnit.Hour && span.Length.TotalDays > QuestionLimits.DaysByHour)
                return (null, new QuestionError($"#/dimensions/{place}", "time:hour needs a date_range of at most ten years.", "Ask by time:day, or for a shorter range."));
        }

        var chosen = GoalChoice.Chosen(question, context.Goals);
        var revenue = RevenuePlan.For(question, chosen);
        var told = question.Metrics.Where(m => !m.IsRevenue() || revenue.Warning is null).ToList();
        var parts = new PartBuilder(question, context, chosen, span, buckets, revenue.Currency);
        return (new Plan
        {
            Question = question,
            Range = span,
            Zone = zone,
            Buckets = buckets,
            // Revenue that cannot be told makes the same rows as revenue that can: which goals there are changes numbers, not the shape of an answer.
            Parts = parts.Build(question.Metrics),
            Divisors = parts.Divisors(told),
            Order = Order(question),
            Currency = revenue.Currency,
            GoalCurrencies = revenue.GoalCurrencies,
            Warnings = question.Metrics.Except(told).ToDictionary(metric => metric, _ => revenue.Warning!),
        }, null);
    }

    /// <summary>The plan of the range that a plan's question compares with, for all of its rows.</summary>
    public static (Plan? Plan, QuestionError? Error) PlanComparison(Plan plan, QuestionContext context)
    {
        // As it was asked: where the unit of time is left to the range, the other range has its own.
        var question = plan.Question;
        var range = ComparisonRanges.Resolve(question.Include.Comparison!, question, plan.Range, Zone.Find(context.Project.TimeZone), context.Now);
        return Plan(question with { Pagination = Pagination.Default }, context, range);
    }

    /// <summary>The asked order or the default one, made total by the dimensions, so that equal questions have equal answers.</summary>
    private static List<OrderBy> Order(Question question)
    {
        var order = new List<OrderBy>(question.OrderBy);
        var dimensions = Enumerable.Range(0, question.Dimensions.Count).ToList();
        if (order.Count == 0)
        {
            order.AddRange(dimensions.Where(i => question.Dimensions[i].IsTime).Select(i => new OrderBy(false, i, Descending: false)));
            order.Add(new OrderBy(true, 0, Descending: true));
        }

        order.AddRange(dimensions.Where(i => !order.Any(o => !o.IsMetric && o.Index == i)).Select(i => new OrderBy(false, i, Descending: false)));
        return order;
    }
}
