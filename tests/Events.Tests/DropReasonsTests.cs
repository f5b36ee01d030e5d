using Xunit;

namespace Footfall.Events.Tests;

public sealed class DropReasonsTests
{
    /// <summary>The numbers lie in journals and ledgers: each reason keeps its own for ever.</summary>
    [Fact]
    public void ReasonsKeepTheirNumbersAndNames()
    {
        Assert.Equal(
            [
                (1, "not_an_object"), (2, "missing_name"), (3, "invalid_name"), (4, "invalid_field"), (5, "invalid_url"), (6, "too_many_props"), (7, "too_deep"),
                (8, "too_many_events"), (9, "host_not_allowed"), (10, "identity_not_allowed"), (11, "opted_out"), (12, "undeclared_event"), (13, "event_too_large"),
                (14, "beyond_retention"), (15, "envelope_malformed"), (16, "envelope_too_large"), (17, "other_project"), (18, "unknown_epoch"), (19, "epoch_closed"), (20, "not_an_event"),
            ],
            Enum.GetValues<DropReason>().Select(reason => ((int)reason, reason.WireName())));
    }

    [Fact]
    public void AReasonWithoutANameIsABug() => Assert.Throws<ArgumentOutOfRangeException>(() => ((DropReason)0).WireName());

    [Fact]
    public void ColumnsOfTheBooksKeepTheirNumbers() =>
        Assert.Equal(
            ["1 Received", "2 Journalled", "3 Dropped", "4 Stored", "5 Duplicate", "6 Quarantined", "7 Expired", "8 Erased", "9 OptOutKept", "10 Compacted"],
            Enum.GetValues<LedgerEntry>().Select(entry => $"{(int)entry} {entry}"));
}
