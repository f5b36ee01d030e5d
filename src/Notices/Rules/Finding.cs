using System.Globalization;
using System.Text.Json;

namespace Footfall.Notices.Rules;

/// <summary>The number that an alert looks at, and the same of the period before, where that was asked for and is known.</summary>
public readonly record struct Finding(double Value, double? Before)
{
    /// <param name="answer">As the query API gives it; without rows it counts as 0.</param>
    public static Finding Of(JsonElement answer)
    {
        var row = answer.GetProperty("results").EnumerateArray().FirstOrDefault();
        if (row.ValueKind != JsonValueKind.Object) return new Finding(0, 0);
        return new Finding(NumberOf(row), row.TryGetProperty("comparison", out var compared) ? NumberOf(compared) : null);
    }

    /// <summary>How it has changed, for people; null where there is nothing to compare with.</summary>
    public string? Change
    {
        get
        {
            if (Before is not { } before) return null;
            var percent = before == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({(Value - before) / Math.Abs(before) * 100:+0.#;-0.#;0} %)");
            return string.Create(CultureInfo.InvariantCulture, $"{before:0.##} in the period before, {Value:0.##} now{percent}");
        }
    }

    /// <summary>Money is an object with its value; what is unknown counts as 0.</summary>
    private static double NumberOf(JsonElement row) => row.GetProperty("metrics")[0] switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        { ValueKind: JsonValueKind.Object } money => money.GetProperty("value").GetDouble(),
        _ => 0,
    };
}
