using Footfall.Accounts.Sessions;
using Footfall.Storage.Control;
using Footfall.Storage.Live;
using Xunit;

namespace Footfall.Accounts.Tests.Sessions;

public sealed class SessionStoreTests : IDisposable
{
    private readonly TestControl control = new();
    private readonly SessionStore sessions;
    private readonly Guid account = Guid.NewGuid();

    public SessionStoreTests()
    {
        sessions = new SessionStore(control.Database, control, new AccessChanges());
        using var database = control.Database.Connect();
        database.Accounts.Add(new AccountRow { Id = account, Email = "a@b.c", Name = "A", Salt = new byte[16], LoginKeyHash = "x" });
        database.SaveChanges();
    }

    public void Dispose() => control.Dispose();

    [Fact]
    public async Task ASessionIsFoundByItsTokenUntilItEnds()
    {
        var token = await sessions.BeginAsync(account, TestContext.Current.CancellationToken);
        Assert.Equal(account, (await sessions.FindAsync(token, TestContext.Current.CancellationToken))!.Id);
        Assert.Null(await sessions.FindAsync(token + "x", TestContext.Current.CancellationToken));
        await sessions.EndAsync(token, TestContext.Current.CancellationToken);
        Assert.Null(await sessions.FindAsync(token, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AnUnusedSessionExpiresAndAUsedOneIsRenewed()
    {
        var used = await sessions.BeginAsync(account, TestContext.Current.CancellationToken);
        var unused = await sessions.BeginAsync(account, TestContext.Current.CancellationToken);
        control.Pass(SessionStore.Lifetime * 0.8);
        Assert.NotNull(await sessions.FindAsync(used, TestContext.Current.CancellationToken));
        control.Pass(SessionStore.Lifetime * 0.8);
        Assert.NotNull(await sessions.FindAsync(used, TestContext.Current.CancellationToken));
        Assert.Null(await sessions.FindAsync(unused, TestContext.Current.CancellationToken));
    }
}
