using Xunit;

namespace Footfall.Events.Tests;

/// <summary>Values that must not exist cannot be made, and the others say what they are.</summary>
public sealed class NounsTests
{
    [Fact]
    public void AProjectsNumberBeginsAtOne()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProjectNumber(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProjectNumber(-1));
        Assert.Equal("7", new ProjectNumber(7).ToString());
        Assert.True(new ProjectNumber(2) > new ProjectNumber(1) && new ProjectNumber(1) <= new ProjectNumber(1));
    }

    [Fact]
    public void AProjectsIdIsNeverEmpty()
    {
        Assert.Throws<ArgumentException>(() => new ProjectId(Guid.Empty));
        var id = Guid.NewGuid();
        Assert.Equal(id.ToString(), new ProjectId(id).ToString());
    }

    [Fact]
    public void AVisitorIsSixteenHexDigits()
    {
        Assert.Equal("0000000000000000", default(VisitorId).ToString());
        Assert.Equal("ffffffffffffffff", new VisitorId(ulong.MaxValue).ToString());
    }

    [Theory]
    [InlineData(1, 900, 2, 1)]
    [InlineData(1, 5, 1, 6)]
    public void PlacesInAJournalAreOrderedBySegmentThenOffset(long segment, long offset, long laterSegment, long laterOffset)
    {
        var before = new JournalPosition(segment, offset);
        var after = new JournalPosition(laterSegment, laterOffset);

        Assert.True(before < after && after > before && before <= after && after >= before);
        Assert.False(after <= before);
        Assert.True(default(JournalPosition) < before);
    }

    [Fact]
    public void NamesThatNeverCountAreKnown()
    {
        Assert.Equal(["engagement", "page_leave", "scroll", "session_end", "session_start", "web_vitals"], EventNames.NeverCounted.Order());
        Assert.All(EventNames.NeverCounted, name => Assert.True(EventNames.IsNeverCounted(name)));
        Assert.False(EventNames.IsNeverCounted(EventNames.Pageview));
    }

    /// <summary>What may identify a person ends before an event is made: there must be no place for it to go on.</summary>
    [Fact]
    public void AnEventHasNoPlaceForAnAddressOrAUserAgent()
    {
        var names = typeof(Event).GetProperties().Select(p => p.Name).ToList();

        Assert.NotEmpty(names);
        Assert.DoesNotContain(names, name => name.Contains("Agent", StringComparison.Ordinal) || name.Contains("Address", StringComparison.Ordinal)
            || name.Equals("Ip", StringComparison.OrdinalIgnoreCase) || name.Contains("Header", StringComparison.Ordinal));
        Assert.DoesNotContain(typeof(Event).GetProperties(), p => p.PropertyType == typeof(System.Net.IPAddress));
    }
}
