using System.Globalization;

namespace Footfall.Cli.Demo;

/// <summary>One line that tells how far the run is: overwritten on a terminal, else written anew at each tenth.</summary>
/// <param name="total">Visitors of all days.</param>
internal sealed class DemoProgress(TextWriter output, bool isTerminal, long total, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly long _start = clock.GetTimestamp();
    private TimeSpan _shown = TimeSpan.MinValue;
    private long _tenth = -1;

    /// <param name="done">Visitors made so far.</param>
    /// <param name="events">Events that the server took so far.</param>
    public void Show(long done, long events, DateOnly day)
    {
        var elapsed = clock.GetElapsedTime(_start);
        if (isTerminal ? elapsed - Interval < _shown && done < total : done * 10 / total == _tenth) return;
        _shown = elapsed;
        _tenth = done * 10 / total;
        output.Write(isTerminal ? "\r" + Line(done, events, day, elapsed).PadRight(78) : Line(done, events, day, elapsed) + Environment.NewLine);
    }

    /// <summary>Ends the line that is overwritten.</summary>
    public void End()
    {
        if (isTerminal) output.WriteLine();
    }

    private string Line(long done, long events, DateOnly day, TimeSpan elapsed)
    {
        var share = (double)done / total;
        var rate = events / Math.Max(elapsed.TotalSeconds, 0.001);
        var left = share > 0 ? elapsed / share * (1 - share) : TimeSpan.Zero;
        return string.Create(CultureInfo.InvariantCulture, $"{share,6:P0}  {day:yyyy-MM-dd}  {events,9:N0} events  {rate,8:N0}/s  {left:hh\\:mm\\:ss} left");
    }
}
