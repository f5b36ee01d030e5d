namespace Footfall.Sealing;

/// <summary>Why sealed bytes were not accepted. Which check failed inside the cipher or the message is never told: that would be an oracle.</summary>
public enum Refusal
{
    None = 0,

    /// <summary>Not the shape that the format has: too short, or not the known version and suite.</summary>
    Malformed = 1,

    /// <summary>Longer than this kind of message may be.</summary>
    TooLarge = 2,

    /// <summary>For another project or another epoch.</summary>
    Elsewhere = 3,

    /// <summary>Not opened by this key, or not a message that an honest sender makes.</summary>
    Unopenable = 4,

    /// <summary>Not signed by whom it should be, or by a key that is not the pinned one.</summary>
    Untrusted = 5,

    /// <summary>No longer valid.</summary>
    Expired = 6,
}
