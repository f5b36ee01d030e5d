using Footfall.DuckDb;
using Footfall.Events;
using Footfall.Storage.Events.Duplicates;

namespace Footfall.Storage.Sealed;

/// <summary>
/// Splits envelopes into new ones and duplicates, as <see cref="DuplicateSearch"/> does for events, by the hours in which they came. The filter is the same
/// one: a project has either events or envelopes.
/// </summary>
internal sealed class EnvelopeDuplicates(DuckDbConnection connection, DuplicateFilter filter)
{
    public (List<SealedEnvelope> Fresh, List<SealedEnvelope> Duplicates) Split(IReadOnlyList<SealedEnvelope> envelopes)
    {
        List<SealedEnvelope> fresh = new(envelopes.Count);
        List<SealedEnvelope> duplicates = [];
        var candidates = Candidates(envelopes);
        var stored = candidates.Count == 0 ? [] : Stored(candidates);
        HashSet<(ProjectNumber, EnvelopeId)> inBatch = new(envelopes.Count);
        foreach (var envelope in envelopes)
        {
            var key = (envelope.Project, envelope.Id);
            var isStored = stored.TryGetValue(key, out var hour) && envelope.Hour - hour <= DuplicateFilter.Window;
            (inBatch.Add(key) && !isStored ? fresh : duplicates).Add(envelope);
        }

        return (fresh, duplicates);
    }

    /// <summary>What the filter knows an envelope by: half of its hash, which is as good as any UUID. The store then compares the whole of it.</summary>
    public static Guid KeyOf(EnvelopeId id)
    {
        Span<byte> bytes = stackalloc byte[EnvelopeId.Bytes];
        id.WriteTo(bytes);
        return new Guid(bytes[..16]);
    }

    private List<SealedEnvelope> Candidates(IReadOnlyList<SealedEnvelope> envelopes)
    {
        var completeFrom = filter.CompleteFrom;
        return
        [
            .. envelopes.Where(envelope =>
                completeFrom == DateTime.MaxValue || envelope.Hour - completeFrom < DuplicateFilter.Window || filter.MayContain(envelope.Project, KeyOf(envelope.Id))),
        ];
    }

    /// <summary>The last hour in which each of the candidates that the store holds came.</summary>
    private Dictionary<(ProjectNumber, EnvelopeId), DateTime> Stored(List<SealedEnvelope> candidates)
    {
        using var statement = connection.Prepare("""
            SELECT project, id, max(hour) FROM envelopes
            WHERE id IN (SELECT unhex(unnest(?::VARCHAR[]))) AND hour >= ? GROUP BY project, id
            """);
        statement.Bind(1, candidates.ConvertAll(envelope => (string?)Convert.ToHexString(envelope.Id.ToBytes())))
            .Bind(2, candidates.Min(envelope => envelope.Hour) - DuplicateFilter.Window);
        Dictionary<(ProjectNumber, EnvelopeId), DateTime> stored = [];
        using var result = statement.Query();
        while (result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++)
                stored[(new ProjectNumber((int)chunk.Column(0).GetInt64(row)), EnvelopeId.Read(chunk.Column(1).GetUtf8(row)))] = chunk.Column(2).GetDateTime(row);
        }

        return stored;
    }
}
