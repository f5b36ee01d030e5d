namespace Footfall.Query.Parsing;

/// <summary>Bounds that keep one question from costing the server more than a question may.</summary>
internal static class QuestionLimits
{
    /// <summary>Bytes of a question's body.</summary>
    public const int BodyBytes = 256 * 1024;

    public const int Dimensions = 8;

    /// <summary>Goals that a plan may be asked for with.</summary>
    public const int Goals = 500;

    /// <summary>And, or, not and has_done within each other.</summary>
    public const int FilterDepth = 12;

    /// <summary>Filters of all kinds in one question, nested ones included.</summary>
    public const int Filters = 200;

    /// <summary>Values in one condition.</summary>
    public const int Values = 1_000;

    /// <summary>Characters of one value.</summary>
    public const int ValueLength = 2_048;

    /// <summary>Characters of one regular expression or wildcard pattern.</summary>
    public const int PatternLength = 512;

    /// <summary>Minutes that a question by minute may span.</summary>
    public const int Minutes = 48 * 60;

    /// <summary>Days that a question by hour may span: ten years, so that its labels stay below a hundred thousand.</summary>
    public const int DaysByHour = 3_660;
}
