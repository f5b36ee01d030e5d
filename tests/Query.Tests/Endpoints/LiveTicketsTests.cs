using Footfall.Events;
using Footfall.Query.Endpoints;
using Footfall.Testing;

namespace Footfall.Query.Tests.Endpoints;

public sealed class LiveTicketsTests
{
    private static readonly ProjectNumber Project = new(1);
    private readonly FakeClock clock = new();

    [Fact]
    public void ATicketOpensOneStreamOfItsProjectInTime()
    {
        var tickets = new LiveTickets(clock);
        var ticket = tickets.Issue(Project)!;
        Assert.True(tickets.Use(ticket, Project));
        Assert.False(tickets.Use(ticket, Project));

        Assert.False(tickets.Use(tickets.Issue(Project)!, new ProjectNumber(2)));
        var late = tickets.Issue(Project)!;
        clock.Advance(LiveTickets.Lifetime);
        Assert.False(tickets.Use(late, Project));
    }

    [Fact]
    public void TicketsThatNobodyUsesAreBoundedAndMakeRoomWhenTheyExpire()
    {
        var tickets = new LiveTickets(clock);
        var issued = 0;
        while (issued <= 20_000 && tickets.Issue(Project) is not null) issued++;
        Assert.Equal(10_000, issued);
        clock.Advance(LiveTickets.Lifetime);
        Assert.NotNull(tickets.Issue(Project));
    }
}
