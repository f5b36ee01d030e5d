using Footfall.Events;
using Footfall.Ingestion.Pipeline;
using Footfall.Testing;
using Xunit;

namespace Footfall.Ingestion.Tests.Pipeline;

public class SortedBatchTests
{
    private readonly SortedBatch sorted = new(4);

    [Fact]
    public void EventsFoundTooLargeOneAfterAnotherAreToldByTheirPlaceInTheRequest()
    {
        for (var i = 0; i < 4; i++) sorted.Keep(i, Some.Event());

        sorted.DropTooLarge(0);
        sorted.DropTooLarge(1);
        sorted.DropTooLarge(1);

        Assert.Equal([0, 2, 3], sorted.Dropped.Select(drop => drop.Index));
    }

    [Theory]
    [InlineData("kd", 0, 0)]
    [InlineData("dk", 0, 1)]
    [InlineData("kdkdk", 1, 2)]
    [InlineData("ddkkd", 1, 3)]
    public void DroppedOnesInBetweenDoNotShiftThePlaces(string order, int keptIndex, int place)
    {
        for (var i = 0; i < order.Length; i++)
        {
            if (order[i] == 'k') sorted.Keep(i, Some.Event());
            else sorted.Drop(i, new Drop(DropReason.MissingName));
        }

        sorted.DropTooLarge(keptIndex);

        Assert.Equal(place, sorted.Dropped[^1].Index);
        var entry = sorted.ToEntry(SomeTrip.Batch());
        Assert.Equal(order.Length, entry.Received);
        Assert.Equal(order.Count(c => c == 'k') - 1, entry.Events.Count);
    }
}
