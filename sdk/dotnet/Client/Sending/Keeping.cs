namespace Footfall.Client.Sending;

/// <summary>Where a parcel waits.</summary>
internal enum Keeping
{
    InMemory = 0,
    OnDisk = 1,
}
