namespace Footfall.Client.Events;

/// <summary>Who an event is of, as far as the project's mode lets it be said.</summary>
internal readonly record struct Person(string? Visitor, string? Session, string? User)
{
    private const int MostLength = 200;

    /// <param name="visitor">Who it is where the event names nobody.</param>
    /// <param name="user">Whom <c>Identify</c> named.</param>
    public static Person Of(EventOptions? options, bool identified, string? visitor, string? user)
    {
        if (!identified || options?.Unlinked == true) return default;
        // An event that names somebody else is not that user's.
        var another = options?.Visitor is { } named && named != visitor;
        return new Person(Cut(options?.Visitor ?? visitor), Cut(options?.Session), Cut(options?.User ?? (another ? null : user)));
    }

    private static string? Cut(string? id) => id is { Length: > MostLength } ? id[..MostLength] : id;
}
