using Footfall.Events;
using Footfall.Storage.Events.Duplicates;
using Footfall.Testing;
using Xunit;

namespace Footfall.Storage.Tests.Events.Duplicates;

public sealed class DuplicateFilterTests
{
    [Fact]
    public void ItNeverDeniesWhatWasAddedAndSeldomClaimsWhatWasNot()
    {
        var filter = new DuplicateFilter(48L << 20);
        var added = Enumerable.Range(0, 100_000).Select(_ => Guid.NewGuid()).ToList();
        added.ForEach(id => filter.Add(Some.Project, id, Some.Now));

        Assert.All(added, id => Assert.True(filter.MayContain(Some.Project, id)));
        var claimed = Enumerable.Range(0, 20_000).Count(_ => filter.MayContain(Some.Project, Guid.NewGuid()));
        Assert.InRange(claimed, 0, 400);
        Assert.InRange(added.Take(2_000).Count(id => filter.MayContain(new ProjectNumber(2), id)), 0, 60);
    }

    [Fact]
    public void UntilItIsFilledItReachesNowhere()
    {
        var filter = new DuplicateFilter(1 << 20);
        Assert.Equal(DateTime.MaxValue, filter.CompleteFrom);

        filter.Completed(Some.Now.AddDays(-9));
        Assert.Equal(Some.Now.AddDays(-9), filter.CompleteFrom);
    }

    [Fact]
    public void DaysThatAreLetGoForWantOfMemoryAreSaid()
    {
        // Room for one day's smallest filter only.
        var filter = new DuplicateFilter(40 << 10);
        filter.Completed(Some.Now.AddDays(-9));
        filter.Add(Some.Project, Guid.NewGuid(), Some.Now);
        filter.Add(Some.Project, Guid.NewGuid(), Some.Now.AddDays(1));
        filter.Trim(Some.Now.AddDays(1));

        Assert.Equal(Some.Now.Date.AddDays(1), filter.CompleteFrom);
    }

    [Fact]
    public void AScanThatEndsAfterDaysWereLetGoPromisesNoMoreThanIsThere()
    {
        var filter = new DuplicateFilter(0);
        filter.Add(Some.Project, Guid.NewGuid(), Some.Now);
        filter.Trim(Some.Now);
        filter.Completed(Some.Now.AddDays(-9));

        Assert.Equal(Some.Now.Date.AddDays(1), filter.CompleteFrom);
    }
}
