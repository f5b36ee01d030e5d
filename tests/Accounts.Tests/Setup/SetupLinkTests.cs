using Footfall.Accounts.Setup;
using Footfall.Storage.Control;
using Xunit;

namespace Footfall.Accounts.Tests.Setup;

public sealed class SetupLinkTests : IDisposable
{
    private readonly TestControl control = new();
    private readonly SetupLink link;

    public SetupLinkTests() => link = new SetupLink(control.Database, control);

    public void Dispose() => control.Dispose();

    [Fact]
    public async Task ALinkIsValidForAnHour()
    {
        var token = await link.IssueAsync(TestContext.Current.CancellationToken);
        Assert.True(await IsValidAsync(token!));
        control.Pass(TimeSpan.FromMinutes(59));
        Assert.True(await IsValidAsync(token!));
        control.Pass(TimeSpan.FromMinutes(1));
        Assert.False(await IsValidAsync(token!));
    }

    [Fact]
    public async Task ANewLinkEndsTheOneBefore()
    {
        var first = await link.IssueAsync(TestContext.Current.CancellationToken);
        var second = await link.IssueAsync(TestContext.Current.CancellationToken);
        Assert.False(await IsValidAsync(first!));
        Assert.True(await IsValidAsync(second!));
    }

    [Fact]
    public async Task AGuessIsNotValid() => Assert.False(await IsValidAsync("guess"));

    [Fact]
    public async Task AServerWithAnOwnerIssuesNone()
    {
        await using (var database = control.Database.Connect())
        {
            database.Accounts.Add(new AccountRow { Id = Guid.NewGuid(), Email = "a@b.c", Name = "A", Salt = new byte[16], LoginKeyHash = "x", IsOwner = true });
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Null(await link.IssueAsync(TestContext.Current.CancellationToken));
    }

    private async Task<bool> IsValidAsync(string token)
    {
        await using var database = control.Database.Connect();
        return await link.IsValidAsync(database, token, TestContext.Current.CancellationToken);
    }
}
