using System.Security.Cryptography;
using Footfall.DuckDb;
using Footfall.Events;

namespace Footfall.Storage.Sealed;

/// <summary>Reads and writes <c>manifests</c>, on a connection and in the transaction of the caller.</summary>
internal static class ManifestTable
{
    /// <summary>By epoch, each in the order of its chain.</summary>
    public static List<Manifest> All(DuckDbConnection connection, ProjectNumber project)
    {
        using var statement = connection.Prepare("SELECT epoch, sequence, entry, signature FROM manifests WHERE project = ? ORDER BY epoch, sequence");
        List<Manifest> manifests = [];
        using var result = statement.Bind(1, project.Value).Query();
        while (result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++)
            {
                manifests.Add(new Manifest
                {
                    Epoch = new EpochId(chunk.Column(0).GetUInt64(row)),
                    Sequence = chunk.Column(1).GetInt64(row),
                    Entry = chunk.Column(2).GetUtf8(row).ToArray(),
                    Signature = chunk.Column(3).GetUtf8(row).ToArray(),
                });
            }
        }

        return manifests;
    }

    /// <summary>Whether a manifest is the next one of its chain.</summary>
    public static bool Follows(DuckDbConnection connection, ProjectNumber project, Manifest next, ReadOnlySpan<byte> previous)
    {
        using var statement = connection.Prepare("SELECT sequence, entry FROM manifests WHERE project = ? AND epoch = ? ORDER BY sequence DESC LIMIT 1");
        using var result = statement.Bind(1, project.Value).Bind(2, next.Epoch.Value).Query();
        return result.NextChunk(out var chunk)
            ? next.Sequence == chunk.Column(0).GetInt64(0) + 1 && previous.SequenceEqual(SHA256.HashData(chunk.Column(1).GetUtf8(0)))
            : next.Sequence == 0 && previous.IsEmpty;
    }

    public static void Append(DuckDbConnection connection, ProjectNumber project, Manifest manifest)
    {
        using var rows = connection.CreateAppender("manifests");
        rows.CreateRow()
            .AppendValue(project.Value)
            .AppendValue(manifest.Epoch.Value)
            .AppendValue(manifest.Sequence)
            .AppendBlob(manifest.Entry.Span)
            .AppendBlob(manifest.Signature.Span)
            .EndRow();
        rows.Close();
    }
}
