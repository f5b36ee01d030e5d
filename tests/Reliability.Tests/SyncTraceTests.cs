using System.Net;
using System.Text.RegularExpressions;
using Footfall.Reliability.Tests.Running;
using Footfall.Testing;
using Xunit;

namespace Footfall.Reliability.Tests;

/// <summary>What the process asks of the kernel, in which order: nothing is acknowledged before it is synced.</summary>
public sealed partial class SyncTraceTests : IDisposable
{
    private readonly TempDirectory data = new();
    private readonly TempDirectory traces = new();

    [Fact]
    public async Task TheSegmentIsSyncedAndItsDirectoryOnRotationBeforeEachAcknowledgement()
    {
        Machine.NeedsTrace();
        var trace = traces["trace"];
        var options = new ServerOptions
        {
            // -D keeps the server this test's own child. Threads are followed; descriptors are shown as paths.
            Launcher = ["strace", "-D", "-f", "-y", "-s", "64", "-e", "trace=pwrite64,pwritev,fdatasync,fsync,sendmsg,sendto,write,writev", "-o", trace],
            Settings = { ["FOOTFALL_JOURNAL_LIMIT_MB"] = "16" },
        };
        var acknowledged = 0;
        await using (var server = await ServerProcess.StartAsync(data.Path, options))
        {
            var sender = new Sender(await server.CreateProjectAsync(), seed: 1);
            // One after the other, and more than a segment of four mebibytes holds.
            for (; acknowledged < 50; acknowledged++) Assert.Equal(HttpStatusCode.Accepted, await sender.SendAsync(server.Client, events: 1000));
            await server.StopAsync();
        }

        var (seen, rotations) = Check(File.ReadLines(trace));
        Assert.Equal(acknowledged, seen);
        Assert.InRange(rotations, 2, 100);
    }

    public void Dispose()
    {
        data.Dispose();
        traces.Dispose();
    }

    /// <summary>Walks through the calls in the order in which they ended.</summary>
    private static (int Acknowledged, int Segments) Check(IEnumerable<string> calls)
    {
        var (acknowledged, unsynced) = (0, new HashSet<string>());
        var (known, named) = (new HashSet<string>(), new HashSet<string>());
        var begun = new Dictionary<string, string>();
        var wroteSince = false;
        foreach (var line in calls)
        {
            var thread = line[..line.IndexOf(' ', StringComparison.Ordinal)];
            if (line.Contains("202 Accepted", StringComparison.Ordinal))
            {
                Assert.True(wroteSince, $"Acknowledged without a write to the journal: {line}");
                Assert.True(unsynced.Count == 0, $"Acknowledged before {string.Join(", ", unsynced)} was synced: {line}");
                Assert.True(known.SetEquals(named), $"Acknowledged before the directory of {string.Join(", ", known.Except(named))} was synced: {line}");
                (wroteSince, acknowledged) = (false, acknowledged + 1);
                continue;
            }

            // A write counts from its beginning, a sync from its end.
            if (line.EndsWith("<unfinished ...>", StringComparison.Ordinal)) begun[thread] = line;
            var whole = line.Contains(" resumed>", StringComparison.Ordinal) && begun.Remove(thread, out var beginning) ? beginning + line : line;
            var segment = Segment().Match(whole);
            if (segment.Success && whole.Contains(" pwrite", StringComparison.Ordinal))
            {
                unsynced.Add(segment.Value);
                known.Add(segment.Value);
                wroteSince = true;
            }
            else if (segment.Success && whole.Contains(" fdatasync(", StringComparison.Ordinal) && whole.EndsWith("= 0", StringComparison.Ordinal))
            {
                unsynced.Remove(segment.Value);
            }
            else if (whole.Contains(" fsync(", StringComparison.Ordinal) && whole.Contains("/journal>", StringComparison.Ordinal) && whole.EndsWith("= 0", StringComparison.Ordinal))
            {
                named.UnionWith(known);
            }
        }

        return (acknowledged, known.Count);
    }

    [GeneratedRegex(@"/journal/\d+\.journal")]
    private static partial Regex Segment();
}
