using System.Collections.Frozen;
using System.Text.Json;

namespace Footfall.Ingestion.Enrichment;

/// <summary>The embedded <c>referrer-spam.json</c>. Immutable.</summary>
internal sealed class ReferrerSpamList
{
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _domains;

    private ReferrerSpamList(IEnumerable<string> domains) =>
        _domains = domains.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public static ReferrerSpamList ReadShipped()
    {
        using var stream = typeof(ReferrerSpamList).Assembly.GetManifestResourceStream("referrer-spam.json")
            ?? throw new InvalidOperationException("referrer-spam.json is not embedded in Footfall.Ingestion; check Ingestion.csproj.");
        using var document = JsonDocument.Parse(stream);
        return new ReferrerSpamList([.. document.RootElement.GetProperty("domains").EnumerateArray().Select(domain => domain.GetString()!)]);
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
