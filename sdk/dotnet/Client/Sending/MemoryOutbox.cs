namespace Footfall.Client.Sending;

/// <summary>Its bound is the queue's: what came in by there fits in here.</summary>
internal sealed class MemoryOutbox : IOutbox
{
    private readonly SortedList<string, Parcel> _parcels = new(StringComparer.Ordinal);

    public bool Lasting => false;

    public Parcel? Take()
    {
        if (_parcels.Count == 0) return null;
        var first = _parcels.Values[0];
        _parcels.RemoveAt(0);
        return first;
    }

    public Keeping? Keep(Parcel parcel)
    {
        // By age: one that comes back was before those that came meanwhile.
        _parcels[parcel.Id] = parcel;
        return Keeping.InMemory;
    }

    public void Settle(Parcel parcel) => _parcels.Remove(parcel.Id);

    public IReadOnlyList<Parcel> Clear()
    {
        Parcel[] all = [.. _parcels.Values];
        _parcels.Clear();
        return all;
    }
}
