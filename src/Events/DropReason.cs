namespace Footfall.Events;

/// <summary>
/// Why an event was not taken. The list is closed: every refusal of an event is one of these, counted in the ledger and told to the sender
/// where that gives nothing away. Wire and ledger names are snake_case, see <see cref="DropReasons.WireName"/>.
/// Values are stored in journals: never renumber, only append.
/// </summary>
public enum DropReason : byte
{
    /// <summary>The event is not a JSON object.</summary>
    NotAnObject = 1,
    /// <summary>The event has no name.</summary>
    MissingName = 2,
    /// <summary>The name is empty, too long or has control characters.</summary>
    InvalidName = 3,
    /// <summary>A reserved field has a value of the wrong kind or form.</summary>
    InvalidField = 4,
    /// <summary>The event's url is not an absolute http(s) or app URL.</summary>
    InvalidUrl = 5,
    /// <summary>More props than the limit allows.</summary>
    TooManyProps = 6,
    /// <summary>Props nested deeper than five levels.</summary>
    TooDeep = 7,
    /// <summary>The batch has more events than the limit allows; those beyond it are dropped.</summary>
    TooManyEvents = 8,
    /// <summary>The event's host is not among the project's allowed hosts.</summary>
    HostNotAllowed = 9,
    /// <summary>An anonymous project's event carried visitor, session or user.</summary>
    IdentityNotAllowed = 10,
    /// <summary>The sender signals Do Not Track or Global Privacy Control, and the project drops such events.</summary>
    OptedOut = 11,
    /// <summary>The project takes declared custom events only.</summary>
    UndeclaredEvent = 12,
    /// <summary>The event, once encoded, is larger than a journal record may be.</summary>
    EventTooLarge = 13,
    /// <summary>Older than the project keeps events.</summary>
    BeyondRetention = 14,
    /// <summary>The envelope does not have the shape of one.</summary>
    EnvelopeMalformed = 15,
    /// <summary>The envelope is longer than one may be.</summary>
    EnvelopeTooLarge = 16,
    /// <summary>The envelope is for another project than the request's first one.</summary>
    OtherProject = 17,
    /// <summary>The project has no such epoch, or has it no more.</summary>
    UnknownEpoch = 18,
    /// <summary>The envelope's epoch ended more than a day ago.</summary>
    EpochClosed = 19,
    /// <summary>A log record without an event's name: logs are not kept.</summary>
    NotAnEvent = 20,
}
