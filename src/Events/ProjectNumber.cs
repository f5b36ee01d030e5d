using System.Globalization;

namespace Footfall.Events;

/// <summary>
/// The small number of a project, from 1 upwards. It is what the stores write in each row, and what dialects whose project ids
/// are digits call the project.
/// </summary>
public readonly record struct ProjectNumber : IComparable<ProjectNumber>
{
    public ProjectNumber(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        Value = value;
    }

    public int Value { get; }

    public int CompareTo(ProjectNumber other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    public static bool operator <(ProjectNumber left, ProjectNumber right) => left.Value < right.Value;

    public static bool operator >(ProjectNumber left, ProjectNumber right) => left.Value > right.Value;

    public static bool operator <=(ProjectNumber left, ProjectNumber right) => left.Value <= right.Value;

    public static bool operator >=(ProjectNumber left, ProjectNumber right) => left.Value >= right.Value;
}
