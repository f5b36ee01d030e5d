using System.Globalization;
using System.IO.Compression;
using CsvHelper;

namespace Footfall.Cli.Import;

/// <summary>The properties of events (<c>event_data.csv</c>): a row a property, in any order, so that all are held while the events are read.</summary>
internal sealed class UmamiProperties
{
    /// <summary>About half a gigabyte.</summary>
    private const int Most = 4_000_000;

    private readonly Dictionary<Guid, List<(string Name, object Value)>> _byEvent = [];

    /// <exception cref="CommandException">There are too many of them to be held.</exception>
    public static async Task<UmamiProperties> ReadAsync(ZipArchiveEntry? entry, CancellationToken cancellation)
    {
        var properties = new UmamiProperties();
        if (entry is null) return properties;
        await using var data = entry.Open();
        using var csv = new CsvReader(new StreamReader(data), Umami.Configuration());
        if (!await csv.ReadAsync() || !csv.ReadHeader()) return properties;
        for (var count = 0; await csv.ReadAsync(); count++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (count == Most) throw new CommandException($"The export has more than {Most:N0} properties of events: export shorter periods, and import one after another.");
            properties.Add(csv);
        }

        return properties;
    }

    public IReadOnlyList<(string Name, object Value)> Of(Guid @event) => _byEvent.TryGetValue(@event, out var list) ? list : [];

    private void Add(CsvReader csv)
    {
        if (!Guid.TryParse(csv.GetField("event_id"), out var id) || csv.GetField("data_key") is not { Length: > 0 } name) return;
        var isNumber = csv.GetField("data_type") == "2";
        object value = isNumber && double.TryParse(csv.GetField("number_value"), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : csv.GetField("string_value") ?? "";
        if (!_byEvent.TryGetValue(id, out var list)) _byEvent[id] = list = [];
        list.Add((name, value));
    }
}
