namespace Footfall.Events;

/// <summary>
/// A visitor within one project: 64 bits of a keyed hash. In anonymous projects it lives for one UTC day; in identified ones it is a hash
/// of the id that the client keeps. Zero is a value like any other; "no visitor" is <c>null</c>.
/// </summary>
public readonly record struct VisitorId(ulong Value)
{
    public override string ToString() => Value.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
}
