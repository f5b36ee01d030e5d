using System.Globalization;

namespace Footfall.Cli.Import;

/// <summary>Counts what a run read. Rows that cannot be read are told one by one, the first of them on the screen and all in a file.</summary>
/// <param name="faults">Null in a dry run: further ones are only counted.</param>
internal sealed class ImportTally(TextWriter screen, TextWriter? faults)
{
    private const int ToldOnScreen = 20;

    private readonly Dictionary<string, long> _names = [];
    private readonly Dictionary<string, long> _leftOut = [];
    private DateTime _first = DateTime.MaxValue;
    private DateTime _last = DateTime.MinValue;

    public long Rows { get; private set; }

    public long Events { get; private set; }

    public long Faults { get; private set; }

    public IReadOnlyDictionary<string, long> LeftOut => _leftOut;

    public void Count(ImportRow row)
    {
        Rows++;
        if (row.LeftOut is { } why) _leftOut[why] = _leftOut.GetValueOrDefault(why) + 1;
        if (row.Fault is { } fault) Tell(row.Number, fault);
        foreach (var one in row.Events)
        {
            Events++;
            // A handful of names is the rule; a file that makes one up for each event shall not fill the memory.
            var name = _names.Count < 1000 || _names.ContainsKey(one.Name) ? one.Name : "(others)";
            _names[name] = _names.GetValueOrDefault(name) + 1;
            if (one.Time < _first) _first = one.Time;
            if (one.Time > _last) _last = one.Time;
        }
    }

    public void Summarise()
    {
        screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Rows:N0} rows, {Events:N0} events, {Faults:N0} rows that cannot be read."));
        if (Events > 0) screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"From {_first:yyyy-MM-dd HH:mm} to {_last:yyyy-MM-dd HH:mm} UTC."));
        foreach (var (name, count) in _names.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(10)) screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count,12:N0}  {name}"));
        foreach (var (why, count) in _leftOut.OrderByDescending(pair => pair.Value)) screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count,12:N0}  left out: {why}"));
    }

    private void Tell(long number, string fault)
    {
        Faults++;
        var line = string.Create(CultureInfo.InvariantCulture, $"line {number}: {fault}");
        faults?.WriteLine(line);
        if (Faults <= ToldOnScreen) screen.WriteLine(line);
        if (Faults == ToldOnScreen) screen.WriteLine(faults is null ? "Further ones are only counted." : "Further ones are only written to the file.");
    }
}
