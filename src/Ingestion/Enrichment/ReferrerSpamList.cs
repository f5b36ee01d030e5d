using System.Collections.Frozen;

namespace Footfall.Ingestion.Enrichment;

/// <summary>The embedded <c>referrer-spam.txt</c>. Immutable.</summary>
internal sealed class ReferrerSpamList
{
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _domains;

    private ReferrerSpamList(IEnumerable<string> domains) =>
        _domains = domains.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public static ReferrerSpamList ReadShipped()
    {
        using var stream = typeof(ReferrerSpamList).Assembly.GetManifestResourceStream("referrer-spam.txt")
            ?? throw new InvalidOperationException("referrer-spam.txt is not embedded in Footfall.Ingestion; check Ingestion.csproj.");
        using var reader = new StreamReader(stream);
        return new ReferrerSpamList(reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries).Where(line => line.Length > 0 && line[0] != '#').ToArray());
    }

    public bool Contains(string referrer)
    {
        if (Referrer.Read(referrer) is not { IsApp: false } read) return false;
        for (ReadOnlySpan<char> rest = read.Host; !rest.IsEmpty;)
        {
            if (_domains.Contains(rest)) return true;
            var dot = rest.IndexOf('.');
            if (dot < 0) return false;
            rest = rest[(dot + 1)..];
        }

        return false;
    }
}
