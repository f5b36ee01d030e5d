using System.Globalization;
using Footfall.Query.Tests.Store;

namespace Footfall.Query.Tests.Reports;

/// <summary>The counts of an experiment report, visitor by visitor: obviously right and slow.</summary>
internal sealed class Trials(IReadOnlyList<Happening> happenings, Func<Happening, bool> isExposure, Func<Happening, string?> variantOf, Func<Happening, bool> isGoal, Func<Happening, decimal?>? valueOf)
{
    private readonly List<List<Happening>> visitors = [.. happenings.Where(e => e is { BotReason: null, IsCounted: true, Visitor: not null }).GroupBy(e => e.Visitor).Select(group => group.ToList())];

    public IEnumerable<string> Lines()
    {
        var exposed = visitors.Select(events => (Events: events, Shown: Shown(events).ToList())).Where(visitor => visitor.Shown.Count > 0).ToList();
        var members = exposed.Where(visitor => visitor.Shown.Select(e => variantOf(e)).Distinct().Count() == 1).ToList();
        foreach (var variant in members.GroupBy(visitor => variantOf(visitor.Shown[0])!).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var reached = variant.Select(visitor => visitor.Events.Where(e => isGoal(e) && e.Time >= visitor.Shown.Min(shown => shown.Time)).ToList()).ToList();
            var values = reached.Select(goals => (double)goals.Sum(e => valueOf?.Invoke(e) ?? 0)).ToList();
            yield return $"variants: {variant.Key}, {reached.Count}, {reached.Count(goals => goals.Count > 0)}, {Text(valueOf is null ? null : values.Average())}, {Text(valueOf is null || values.Count < 2 ? null : Variance(values))}";
        }

        yield return $"exposed: {exposed.Count}, {exposed.Count - members.Count}, 0";
    }

    private IEnumerable<Happening> Shown(List<Happening> events) => events.Where(e => isExposure(e) && variantOf(e) is not null);

    private static double Variance(List<double> values) => values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Count - 1);

    /// <summary>Engines sum in another order.</summary>
    private static string Text(double? number) => number is null ? "null" : Math.Round(number.Value, 6).ToString(CultureInfo.InvariantCulture);
}
