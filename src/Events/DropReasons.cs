namespace Footfall.Events;

/// <summary>The wire and ledger names of <see cref="DropReason"/>.</summary>
public static class DropReasons
{
    /// <summary>The snake_case name of a reason, such as <c>identity_not_allowed</c>.</summary>
    public static string WireName(this DropReason reason) => reason switch
    {
        DropReason.NotAnObject => "not_an_object",
        DropReason.MissingName => "missing_name",
        DropReason.InvalidName => "invalid_name",
        DropReason.InvalidField => "invalid_field",
        DropReason.InvalidUrl => "invalid_url",
        DropReason.TooManyProps => "too_many_props",
        DropReason.TooDeep => "too_deep",
        DropReason.TooManyEvents => "too_many_events",
        DropReason.HostNotAllowed => "host_not_allowed",
        DropReason.IdentityNotAllowed => "identity_not_allowed",
        DropReason.OptedOut => "opted_out",
        DropReason.UndeclaredEvent => "undeclared_event",
        DropReason.EventTooLarge => "event_too_large",
        DropReason.BeyondRetention => "beyond_retention",
        DropReason.EnvelopeMalformed => "envelope_malformed",
        DropReason.EnvelopeTooLarge => "envelope_too_large",
        DropReason.OtherProject => "other_project",
        DropReason.UnknownEpoch => "unknown_epoch",
        DropReason.EpochClosed => "epoch_closed",
        DropReason.NotAnEvent => "not_an_event",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Give the new drop reason a wire name."),
    };
}
