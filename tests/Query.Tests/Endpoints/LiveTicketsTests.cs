using System.Security.Claims;
using Footfall.Events;
using Footfall.Query.Endpoints;
using Footfall.Testing;

namespace Footfall.Query.Tests.Endpoints;

public sealed class LiveTicketsTests
{
    private static readonly ProjectNumber Project = new(1);
    private static readonly ClaimsPrincipal Caller = new();
    private readonly FakeClock clock = new();

    [Fact]
    public void ATicketOpensOneStreamOfItsProjectInTime()
    {
        var tickets = new LiveTickets(clock);
        var ticket = tickets.Issue(Project, Caller)!;
        Assert.Same(Caller, tickets.Use(ticket, Project));
        Assert.Null(tickets.Use(ticket, Project));

        Assert.Null(tickets.Use(tickets.Issue(Project, Caller)!, new ProjectNumber(2)));
        var late = tickets.Issue(Project, Caller)!;
        clock.Advance(LiveTickets.Lifetime);
        Assert.Null(tickets.Use(late, Project));
    }

    [Fact]
    public void TicketsThatNobodyUsesAreBoundedAndMakeRoomWhenTheyExpire()
    {
        var tickets = new LiveTickets(clock);
        var issued = 0;
        while (issued <= 20_000 && tickets.Issue(Project, Caller) is not null) issued++;
        Assert.Equal(10_000, issued);
        clock.Advance(LiveTickets.Lifetime);
        Assert.NotNull(tickets.Issue(Project, Caller));
    }
}
