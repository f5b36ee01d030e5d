using Footfall.Events;

namespace Footfall.Storage.Events.Visits;

/// <summary>An event's place among a visitor's events: by time, then by id, so that the order does not depend on arrival.</summary>
internal readonly record struct EventOrder(DateTime Time, Guid Id) : IComparable<EventOrder>
{
    public static EventOrder Of(Event e) => new(e.Time, e.Id);

    public int CompareTo(EventOrder other)
    {
        var byTime = Time.CompareTo(other.Time);
        return byTime != 0 ? byTime : Id.CompareTo(other.Id);
    }

    public static bool operator <(EventOrder left, EventOrder right) => left.CompareTo(right) < 0;

    public static bool operator >(EventOrder left, EventOrder right) => left.CompareTo(right) > 0;

    public static bool operator <=(EventOrder left, EventOrder right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EventOrder left, EventOrder right) => left.CompareTo(right) >= 0;
}
