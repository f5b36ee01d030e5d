using Footfall.Events;
using Footfall.Storage.Control;
using Footfall.Testing;
using Xunit;

namespace Footfall.Storage.Tests.Control;

public sealed class EpochDirectoryTests
{
    private readonly EpochDirectory epochs = new();

    [Fact]
    public void AnEpochIsFoundWithinItsProjectOnly()
    {
        var epoch = Some.Epoch(project: 1, id: 7);
        epochs.Replace([epoch]);
        Assert.True(epochs.TryGet(new ProjectNumber(1), new EpochId(7), out var found));
        Assert.Same(epoch, found);
        Assert.False(epochs.TryGet(new ProjectNumber(2), new EpochId(7), out _));
        Assert.False(epochs.TryGet(new ProjectNumber(1), new EpochId(8), out _));
    }

    [Fact]
    public void TheLastOneMadeIsTheOneToSealTo()
    {
        epochs.Replace([Some.Epoch(project: 1, id: 9), Some.Epoch(project: 2, id: 5), Some.Epoch(project: 1, id: 3)]);
        Assert.Equal(new EpochId(3), epochs.CurrentOf(new ProjectNumber(1))!.Id);
        Assert.Null(epochs.CurrentOf(new ProjectNumber(3)));
    }

    [Fact]
    public void ADeadEpochIsForgotten()
    {
        epochs.Replace([Some.Epoch(project: 1, id: 9)]);
        epochs.Replace([]);
        Assert.False(epochs.TryGet(new ProjectNumber(1), new EpochId(9), out _));
        Assert.Null(epochs.CurrentOf(new ProjectNumber(1)));
    }
}
