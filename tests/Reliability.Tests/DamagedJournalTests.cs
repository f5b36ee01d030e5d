using System.Text;
using Footfall.Reliability.Tests.Running;
using Footfall.Testing;
using Xunit;

namespace Footfall.Reliability.Tests;

/// <summary>A journal that was damaged while no server ran: what can be read is kept, what cannot is put aside and counted.</summary>
public sealed class DamagedJournalTests : IDisposable
{
    private readonly TempDirectory data = new();

    [Fact]
    public async Task ADamagedRecordCostsItselfAloneAndIsQuarantinedAndCounted()
    {
        Machine.NeedsLinux();
        var (project, sender) = await LeaveJournalAsync();
        var victim = sender.Acknowledged[^1500];
        Flip(victim);

        await using (var server = await ServerProcess.StartAsync(data.Path))
        {
            var ledger = await server.DrainedBooksAsync(project);
            Books.Balance(ledger);
            Assert.Equal(1, (long)ledger["totals"]!["quarantined"]!);
            Assert.Equal(sender.Acknowledged.Count, (long)ledger["totals"]!["journalled"]!);
            await server.StopAsync();
        }

        var stored = StoredEvents.Count(data.Path);
        Books.HoldEachOnce(stored, [.. sender.Acknowledged.Where(id => id != victim)]);
        Assert.False(stored.ContainsKey(victim));
        var file = Assert.Single(Directory.GetFiles(Path.Combine(data.Path, "journal", "quarantine")));
        Assert.Contains("page/", Encoding.UTF8.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATornTailIsCutAndCostsNothingThatWasAcknowledged()
    {
        Machine.NeedsLinux();
        var (project, sender) = await LeaveJournalAsync();
        // As a commit that the power failure cut off: bytes behind the last good record that begin like one.
        var segment = Segments()[^1];
        var bytes = File.ReadAllBytes(segment);
        var end = bytes.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
        using (var file = File.OpenWrite(segment))
        {
            file.Seek(end, SeekOrigin.Begin);
            file.Write(bytes.AsSpan(1024, 700));
        }

        await using (var server = await ServerProcess.StartAsync(data.Path))
        {
            var ledger = await server.DrainedBooksAsync(project);
            Books.Balance(ledger);
            Assert.Equal(0, (long)ledger["totals"]!["quarantined"]!);
            await server.StopAsync();
        }

        Books.HoldEachOnce(StoredEvents.Count(data.Path), sender.Acknowledged);
    }

    public void Dispose() => data.Dispose();

    /// <summary>A data directory with at least three thousand acknowledged events in the journal that the store has not taken.</summary>
    private async Task<(TestProject Project, Sender Sender)> LeaveJournalAsync()
    {
        await using var server = await ServerProcess.StartAsync(data.Path, StalledStore.Options());
        var project = await server.CreateProjectAsync();
        var sender = new Sender(project, seed: 1);
        await StalledStore.StallAsync(server, sender);
        await StalledStore.AcceptAsync(server, sender, events: 3000);
        await server.KillAsync();
        return (project, sender);
    }

    private List<string> Segments() => [.. Directory.GetFiles(Path.Combine(data.Path, "journal"), "*.journal").Order(StringComparer.Ordinal)];

    /// <summary>Changes one bit of the event's record.</summary>
    private void Flip(Guid id)
    {
        var sought = id.ToByteArray(bigEndian: true);
        foreach (var segment in Segments())
        {
            var at = File.ReadAllBytes(segment).AsSpan().IndexOf(sought);
            if (at < 0) continue;
            using var file = File.Open(segment, FileMode.Open, FileAccess.ReadWrite);
            file.Seek(at + 40, SeekOrigin.Begin);
            var old = file.ReadByte();
            file.Seek(-1, SeekOrigin.Current);
            file.WriteByte((byte)(old ^ 1));
            return;
        }

        Assert.Fail("The event is in no segment.");
    }
}
