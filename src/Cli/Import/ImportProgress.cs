using System.Globalization;

namespace Footfall.Cli.Import;

/// <summary>One line that tells how far the file is read: overwritten on a terminal, else written anew each ten seconds.</summary>
/// <param name="length">Of the file in bytes.</param>
internal sealed class ImportProgress(TextWriter output, bool isTerminal, long length, TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();
    private readonly TimeSpan _interval = isTerminal ? TimeSpan.FromMilliseconds(200) : TimeSpan.FromSeconds(10);
    private TimeSpan _shown;

    /// <param name="position">In the file, in bytes.</param>
    public void Show(long position, long events)
    {
        var elapsed = clock.GetElapsedTime(_start);
        if (elapsed - _shown < _interval) return;
        _shown = elapsed;
        var share = length == 0 ? 1 : Math.Min(1, (double)position / length);
        var left = share > 0 ? elapsed / share * (1 - share) : TimeSpan.Zero;
        var line = string.Create(CultureInfo.InvariantCulture, $"{share,6:P0}  {events,12:N0} events  {events / elapsed.TotalSeconds,9:N0}/s  {left:hh\\:mm\\:ss} left");
        output.Write(isTerminal ? "\r" + line.PadRight(70) : line + Environment.NewLine);
    }

    /// <summary>Ends the line that is overwritten.</summary>
    public void End()
    {
        if (isTerminal && _shown > TimeSpan.Zero) output.WriteLine();
    }
}
