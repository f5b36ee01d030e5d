namespace Footfall.Events;

/// <summary>A column of the books. received = journalled + dropped; journalled = stored + duplicate + quarantined + waiting; stored = present + expired + erased + compacted.</summary>
public enum LedgerEntry : byte
{
    Received = 1,
    Journalled = 2,
    Dropped = 3,
    Stored = 4,
    Duplicate = 5,
    Quarantined = 6,
    Expired = 7,
    Erased = 8,
    /// <summary>Events kept although their sender signalled DNT or GPC: a part of Received, told apart for the report.</summary>
    OptOutKept = 9,
    /// <summary>Envelopes that a key holder's segment stands for; taken back where the segment is undone.</summary>
    Compacted = 10,
}
