using Footfall.Accounts.Audit;
using Footfall.Accounts.Tokens;
using Footfall.Events;
using Footfall.Storage.Live;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Footfall.Accounts.Tests.Tokens;

public sealed class BootstrapTokenTests : IDisposable
{
    private const string Value = "0123456789abcdef0123456789abcdef";
    private readonly TestControl control = new();
    private readonly AuditLog audit;
    private readonly TokenStore tokens;
    private readonly BootstrapToken bootstrap;

    public BootstrapTokenTests()
    {
        audit = new AuditLog(control);
        tokens = new TokenStore(control.Database, control, new AccessChanges());
        bootstrap = new BootstrapToken(control.Database, tokens, audit);
    }

    public void Dispose()
    {
        control.Dispose();
    }

    [Fact]
    public async Task TheFirstStartMakesATokenForEverything()
    {
        await bootstrap.ApplyAsync(Value, TestContext.Current.CancellationToken);
        var token = await tokens.FindAsync(Value, TestContext.Current.CancellationToken);
        Assert.Equal(Scopes.Read | Scopes.Write | Scopes.Manage, token!.Scopes);
        Assert.Null(token.Projects);
    }

    [Fact]
    public async Task TheSameValueLaterIsIgnoredAlsoOnceTheTokenIsRemoved()
    {
        await bootstrap.ApplyAsync(Value, TestContext.Current.CancellationToken);
        await using (var database = control.Database.Connect())
        {
            var id = (await database.Tokens.SingleAsync(TestContext.Current.CancellationToken)).Id;
            Assert.True(await tokens.RemoveAsync(database, id, TestContext.Current.CancellationToken));
        }

        await bootstrap.ApplyAsync(Value, TestContext.Current.CancellationToken);
        Assert.Null(await tokens.FindAsync(Value, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(Value)]
    [InlineData(null)]
    public async Task AnotherValueLaterIsRefused(string? first)
    {
        await bootstrap.ApplyAsync(first, TestContext.Current.CancellationToken);
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => bootstrap.ApplyAsync(new string('x', 40), TestContext.Current.CancellationToken));
        Assert.Contains("FOOTFALL_BOOTSTRAP_TOKEN", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AShortValueIsRefused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => bootstrap.ApplyAsync("short", TestContext.Current.CancellationToken));

    [Fact]
    public async Task TheValueIsNowhereInTheDataDirectory()
    {
        await bootstrap.ApplyAsync(Value, TestContext.Current.CancellationToken);
        Assert.All(Directory.GetFiles(control.Folder), file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(Value, reader.ReadToEnd(), StringComparison.Ordinal);
        });
    }
}
