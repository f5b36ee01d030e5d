using Footfall.Events;
using Footfall.Testing;
using Xunit;

namespace Footfall.Storage.Tests.Events;

public sealed class StoreFactsTests : IDisposable
{
    private readonly TestStore store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task TheFirstEventIsAPersonsUnlessBotsAreAskedForToo()
    {
        store.Commit(Some.Event(-10, project: 2), Some.Event(0, bot: "crawler"), Some.Event(5));

        Assert.Equal(Some.Now.AddMinutes(5), await FirstAsync(1, withBots: false));
        Assert.Equal(Some.Now, await FirstAsync(1, withBots: true));
    }

    [Fact]
    public async Task AProjectThatOnlyBotsVisitedHasNoFirstEventOfAPerson()
    {
        store.Commit(Some.Event(0, bot: "crawler"));

        Assert.Null(await FirstAsync(1, withBots: false));
        Assert.Null(await FirstAsync(3, withBots: true));
    }

    [Fact]
    public async Task WhatTheOwnerSaysIsNoBotIsTheFirstEventOfAPerson()
    {
        store.Commit(Some.Event(0, bot: "crawler"));

        Assert.NotNull(await FirstAsync(1, withBots: false, BotExceptions.Read(["signal:crawler"])));
        Assert.Null(await FirstAsync(1, withBots: false, BotExceptions.Read(["signal:headless", "network:192.0.2.0/24"])));
    }

    private Task<DateTime?> FirstAsync(int project, bool withBots, BotExceptions? people = null) =>
        store.Store.Facts.FirstEventAtAsync(Some.ProjectNumbered(project) with { BotExceptions = people ?? BotExceptions.None }, withBots, TestStore.Cancellation);
}
