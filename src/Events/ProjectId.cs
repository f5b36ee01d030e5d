namespace Footfall.Events;

/// <summary>The public identity of a project: a UUID that is never reused.</summary>
public readonly record struct ProjectId
{
    public ProjectId(Guid value)
    {
        if (value == Guid.Empty) throw new ArgumentException("A project id cannot be the empty UUID.", nameof(value));
        Value = value;
    }

    public Guid Value { get; }

    public override string ToString() => Value.ToString("D");
}
