using Footfall.Events;

namespace Footfall.Storage.Events.Visits;

/// <summary>
/// Equal values of many visits as one object: each event is decoded on its own, and visits that are kept in memory would otherwise keep thousands of
/// copies of <c>Chrome</c>. Bounded: a full table is begun anew, and what is long is not kept, since it is seldom equal and a stranger's to choose.
/// </summary>
internal sealed class ValuePool
{
    private const int Capacity = 8_192;
    private const int Longest = 512;

    private readonly Dictionary<string, string> texts = [];
    private readonly Dictionary<Acquisition, Acquisition> acquisitions = [];
    private readonly Dictionary<Client, Client> clients = [];
    private readonly Dictionary<Place, Place> places = [];

    public string? Share(string? text) => text is null || text.Length > Longest ? text : Share(texts, text);

    public Acquisition Share(Acquisition acquisition) => AcquisitionText.Length(acquisition) > Longest ? acquisition : Share(acquisitions, acquisition);

    public Client Share(Client client) => Share(clients, client);

    public Place Share(Place place) => Share(places, place);

    private static T Share<T>(Dictionary<T, T> pool, T value)
        where T : notnull
    {
        if (pool.TryGetValue(value, out var known))
            return known;
        if (pool.Count == Capacity)
            pool.Clear();
        pool[value] = value;
        return value;
    }
}
