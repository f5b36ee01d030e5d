namespace Footfall.Client.Sending;

/// <summary>Where parcels wait for another attempt. What is taken is the taker's until it is kept again or settled. Of the sender's loop alone.</summary>
internal interface IOutbox
{
    /// <summary>What is kept here outlives the process.</summary>
    bool Lasting { get; }

    /// <summary>The oldest one that nobody has taken; null where there is none.</summary>
    Parcel? Take();

    /// <summary>Null: there is no room. Otherwise where it is now.</summary>
    Keeping? Keep(Parcel parcel);

    /// <summary>It is done with, delivered or not.</summary>
    void Settle(Parcel parcel);

    /// <summary>Gives all of it up, what is taken too, and tells what of it was in memory.</summary>
    IReadOnlyList<Parcel> Clear();
}
