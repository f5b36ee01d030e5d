using System.Text.Json.Nodes;
using Xunit;

namespace Footfall.Reliability.Tests.Running;

/// <summary>What must hold of a project's ledger and of its store, whatever happened.</summary>
internal static class Books
{
    public static void Balance(JsonNode ledger)
    {
        var totals = ledger["totals"]!;
        Assert.True((bool)ledger["balanced"]!, $"The books do not balance: {ledger["differences"]}");
        Assert.Empty(ledger["differences"]!.AsArray());
        Assert.Equal((long)totals["received"]!, (long)totals["journalled"]! + totals["dropped"]!.AsObject().Sum(reason => (long)reason.Value!));
        Assert.Equal((long)totals["journalled"]!, (long)totals["stored"]! + (long)totals["duplicate"]! + (long)totals["quarantined"]! + (long)totals["waiting"]!);
        Assert.Equal((long)totals["stored"]!, (long)totals["present"]! + (long)totals["expired"]! + (long)totals["erased"]!);
    }

    public static void HoldEachOnce(IReadOnlyDictionary<Guid, long> stored, IReadOnlyCollection<Guid> acknowledged)
    {
        var lost = acknowledged.Where(id => !stored.ContainsKey(id)).ToList();
        Assert.True(lost.Count == 0, $"{lost.Count} of {acknowledged.Count} acknowledged events are lost, the first is {lost.FirstOrDefault()}.");
        var repeated = stored.Where(pair => pair.Value != 1).ToList();
        Assert.True(repeated.Count == 0, $"{repeated.Count} events are there more than once, the first is {repeated.FirstOrDefault().Key}.");
    }
}
