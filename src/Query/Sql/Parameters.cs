namespace Footfall.Query.Sql;

/// <summary>Collects the values of a statement's parameters; an equal value is sent once.</summary>
internal sealed class Parameters
{
    private readonly List<object?> values = [];
    private readonly Dictionary<object, string> places = [];

    public IReadOnlyList<object?> Values => values;

    /// <summary>The placeholder that stands for the value.</summary>
    public string Add(object value)
    {
        if (places.TryGetValue(value, out var place)) return place;
        values.Add(value);
        return places[value] = $"${values.Count}";
    }

    public string AddAll(IEnumerable<string> all) => string.Join(", ", all.Select(Add));
}
