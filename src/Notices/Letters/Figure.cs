using System.Globalization;

namespace Footfall.Notices.Letters;

/// <summary>A number of a report beside the one of the period before.</summary>
internal sealed record Figure(string Label, string Metric, double Value, double? Before)
{
    public string Shown => Show(Value);

    /// <summary>Null where there is nothing to compare with.</summary>
    public string? Change
    {
        get
        {
            if (Before is not { } before || (before == 0 && Value == 0)) return null;
            if (Metric == "bounce_rate") return string.Create(CultureInfo.InvariantCulture, $"{Value - before:+0.#;−0.#;±0} points");
            return before == 0 ? "new" : string.Create(CultureInfo.InvariantCulture, $"{(Value - before) / before * 100:+0;−0;±0} %");
        }
    }

    /// <summary>Whether the change is good news; null where it is none.</summary>
    public bool? IsBetter => Before is not { } before || before == Value ? null : (Value > before) != (Metric == "bounce_rate");

    private string Show(double value) => Metric switch
    {
        "bounce_rate" => string.Create(CultureInfo.InvariantCulture, $"{value:0} %"),
        "visit_duration" => $"{(int)value / 60} m {(int)value % 60:00} s",
        _ => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202f'),
    };
}
