using System.Collections.Frozen;
using System.Text.Json;

namespace Footfall.Ingestion.Enrichment;

/// <summary>The embedded <c>sources.json</c>: hosts, app packages and utm_source values to sources. Immutable.</summary>
internal sealed class SourceTable
{
    private readonly FrozenDictionary<string, KnownSource>.AlternateLookup<ReadOnlySpan<char>> _hosts;
    private readonly FrozenDictionary<string, KnownSource>.AlternateLookup<ReadOnlySpan<char>> _tags;
    private readonly FrozenDictionary<string, KnownSource>.AlternateLookup<ReadOnlySpan<char>> _apps;
    private readonly FrozenDictionary<string, ClickId>.AlternateLookup<ReadOnlySpan<char>> _clickIds;

    private SourceTable(JsonElement root)
    {
        var rows = root.GetProperty("sources").EnumerateArray()
            .Select(row => (Row: row, Source: new KnownSource(row.GetProperty("name").GetString()!, Kind(row.GetProperty("kind"))))).ToArray();
        _hosts = Index(rows, "hosts");
        _tags = Index(rows, "tags");
        _apps = Index(rows, "apps");
        var byName = rows.DistinctBy(one => one.Source.Name).ToDictionary(one => one.Source.Name, one => one.Source);
        _clickIds = root.GetProperty("clickIds").EnumerateArray()
            .Select(row => new ClickId(
                row.GetProperty("parameter").GetString()!,
                byName.GetValueOrDefault(row.GetProperty("source").GetString()!, new(row.GetProperty("source").GetString()!, SourceKind.Email)),
                row.TryGetProperty("bought", out var bought) ? Kind(bought) : null))
            .ToFrozenDictionary(one => one.Parameter, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static SourceTable Default { get; } = Read(root => new SourceTable(root));

    /// <summary>The source of a lower-case host: its own row, or the nearest parent domain's. <c>google.*</c> stands for any country's google.</summary>
    public KnownSource? ByHost(ReadOnlySpan<char> host)
    {
        Span<char> wildcard = stackalloc char[66];
        for (var rest = host; !rest.IsEmpty;)
        {
            if (_hosts.TryGetValue(rest, out var known)) return known;
            var dot = rest.IndexOf('.');
            if (dot < 0) return null;
            if (dot is > 0 and < 64 && IsCountrySuffix(rest[(dot + 1)..]))
            {
                rest[..dot].CopyTo(wildcard);
                ".*".CopyTo(wildcard[dot..]);
                if (_hosts.TryGetValue(wildcard[..(dot + 2)], out known)) return known;
            }

            rest = rest[(dot + 1)..];
        }

        return null;
    }

    public KnownSource? ByTag(string tag) => _tags.TryGetValue(tag, out var known) ? known : null;

    public KnownSource? ByApp(ReadOnlySpan<char> package) => _apps.TryGetValue(package, out var known) ? known : null;

    public ClickId? ByParameter(ReadOnlySpan<char> parameter) => _clickIds.TryGetValue(parameter, out var known) ? known : null;

    /// <summary>Whether it looks like <c>de</c>, <c>com</c>, <c>co.uk</c> or <c>com.br</c>.</summary>
    private static bool IsCountrySuffix(ReadOnlySpan<char> suffix)
    {
        var dot = suffix.IndexOf('.');
        return dot < 0 ? suffix.Length is 2 or 3 : dot is 2 or 3 && suffix.Length - dot == 3;
    }

    /// <summary>Reads the embedded file.</summary>
    public static T Read<T>(Func<JsonElement, T> read)
    {
        using var stream = typeof(SourceTable).Assembly.GetManifestResourceStream("sources.json")
            ?? throw new InvalidOperationException("sources.json is not embedded in Footfall.Ingestion; check Ingestion.csproj.");
        using var document = JsonDocument.Parse(stream);
        return read(document.RootElement);
    }

    private static FrozenDictionary<string, KnownSource>.AlternateLookup<ReadOnlySpan<char>> Index(
        IEnumerable<(JsonElement Row, KnownSource Source)> rows, string property) =>
        rows.Where(one => one.Row.TryGetProperty(property, out _))
            .SelectMany(one => one.Row.GetProperty(property).EnumerateArray().Select(value => (Key: value.GetString()!, one.Source)))
            .ToFrozenDictionary(one => one.Key, one => one.Source, StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    private static SourceKind Kind(JsonElement name) => Enum.Parse<SourceKind>(name.GetString()!, ignoreCase: true);
}
