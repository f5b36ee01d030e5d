using System.Globalization;
using Footfall.Ingestion.Journal.Files;

namespace Footfall.Ingestion.Journal.Segments;

/// <summary>
/// Damaged bytes are kept in a folder beside the segments, for a person to look at. A file is named by where its bytes come from, so that doing it
/// again after a crash changes nothing.
/// </summary>
internal static class Quarantine
{
    public const string Folder = "quarantine";

    private const int Stride = 64 * 1024;

    /// <summary>Copies the run and returns when the copy is durable; the result is the file's name.</summary>
    public static string Keep(IJournalFiles files, SegmentBytes bytes, long segment, DamagedRun run)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{segment:D20}-{run.Offset:D12}-{run.Bytes}.bytes");
        if (files.List(Folder).Contains(name)) files.Delete($"{Folder}/{name}");
        using (var copy = files.Create($"{Folder}/{name}"))
        {
            for (long done = 0; done < run.Bytes;)
            {
                var part = bytes.Peek(run.Offset + done, (int)Math.Min(Stride, run.Bytes - done));
                // The file may have lost what it should hold here.
                if (part.IsEmpty) break;
                copy.Write(part, done);
                done += part.Length;
            }

            copy.SyncData();
        }

        files.SyncDirectory(Folder);
        return name;
    }
}
