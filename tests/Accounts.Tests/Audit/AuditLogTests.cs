using Footfall.Accounts.Audit;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Footfall.Accounts.Tests.Audit;

public sealed class AuditLogTests : IDisposable
{
    private readonly TestControl control = new();
    private readonly AuditLog audit;

    public AuditLogTests() => audit = new AuditLog(control);

    public void Dispose() => control.Dispose();

    [Fact]
    public async Task AChainOfLinesHolds()
    {
        await AppendAsync(5);
        Assert.Null(await FirstBrokenAsync());
    }

    [Theory]
    [InlineData("UPDATE audit SET Detail = 'other' WHERE Sequence = 3", 3)]
    [InlineData("UPDATE audit SET Actor = 'other' WHERE Sequence = 1", 1)]
    [InlineData("DELETE FROM audit WHERE Sequence = 2", 2)]
    [InlineData("UPDATE audit SET Time = '2026-03-01 12:00:01' WHERE Sequence = 4", 4)]
    public async Task AChangedOrMissingLineIsFound(string tampering, long expected)
    {
        await AppendAsync(5);
        await using (var database = control.Database.Connect()) await database.Database.ExecuteSqlRawAsync(tampering, TestContext.Current.CancellationToken);
        Assert.Equal(expected, await FirstBrokenAsync());
    }

    [Fact]
    public async Task FieldsThatShareABorderDoNotHashAlike()
    {
        await using var first = control.Database.Connect();
        await audit.AppendAsync(first, "ab", "c", null, "", TestContext.Current.CancellationToken);
        var one = (await first.Audit.SingleAsync(TestContext.Current.CancellationToken)).Hash;
        await first.Audit.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        first.ChangeTracker.Clear();
        await audit.AppendAsync(first, "a", "bc", null, "", TestContext.Current.CancellationToken);
        Assert.NotEqual(one, (await first.Audit.SingleAsync(TestContext.Current.CancellationToken)).Hash);
    }

    [Fact]
    public async Task ManyWritersWithAndWithoutTransactionsMakeOneChain()
    {
        await Parallel.ForAsync(0, 40, TestContext.Current.CancellationToken, async (i, cancellation) =>
        {
            await using var database = control.Database.Connect();
            await using var transaction = i % 2 == 0 ? await database.Database.BeginTransactionAsync(cancellation) : null;
            await audit.AppendAsync(database, "owner@example.org", "project.changed", null, $"line {i}", cancellation);
            if (transaction is not null) await transaction.CommitAsync(cancellation);
        });

        Assert.Null(await FirstBrokenAsync());
        await using var read = control.Database.Connect();
        Assert.Equal(40, await read.Audit.CountAsync(TestContext.Current.CancellationToken));
    }

    private async Task AppendAsync(int lines)
    {
        for (var i = 0; i < lines; i++)
        {
            await using var database = control.Database.Connect();
            await audit.AppendAsync(database, "owner@example.org", "project.changed", Guid.NewGuid(), $"line {i}", TestContext.Current.CancellationToken);
        }
    }

    private async Task<long?> FirstBrokenAsync()
    {
        await using var database = control.Database.Connect();
        return await AuditLog.FirstBrokenAsync(database, TestContext.Current.CancellationToken);
    }
}
