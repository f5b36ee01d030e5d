using System.Text;
using Microsoft.Extensions.Logging;

namespace Footfall.Client;

/// <summary>What the client says: warnings once each, and where <c>Debug</c> asks for it every request. Never throws. Thread-safe.</summary>
internal sealed class Voice(ILogger? logger, bool debug, Action<Drop>? onDrop)
{
    private const int MostTold = 50;
    private readonly HashSet<string> _told = [];

    /// <summary>What goes wrong with one event goes wrong with the next, so it is said once.</summary>
    public void Warn(string line)
    {
        lock (_told)
        {
            if (_told.Count >= MostTold || !_told.Add(line)) return;
        }

        Say(() =>
        {
            if (logger is not null) Log.Warned(logger, line);
        });
    }

    public void Sending(TransportRequest request, Func<ReadOnlyMemory<byte>> readable)
    {
        if (!debug) return;
        Say(() =>
        {
            var body = Encoding.UTF8.GetString(readable().Span);
            if (logger is not null) Log.Sending(logger, request.Method, request.Url, body);
            else Console.Error.WriteLine($"footfall: {request.Method} {request.Url} {body}");
        });
    }

    public void NoAnswer(Exception failure) => Say(() =>
    {
        if (logger is not null) Log.NoAnswer(logger, failure.Message);
        else if (debug) Console.Error.WriteLine($"footfall: no answer: {failure.Message}");
    });

    public void Dropped(Drop drop)
    {
        if (debug && logger is not null) Say(() => Log.GivenUp(logger, drop.Count, drop.Name, drop.Reason, drop.Detail));
        else if (debug) Say(() => Console.Error.WriteLine($"footfall: gives up {drop.Count} of {drop.Name}: {drop.Reason} {drop.Detail}"));
        if (onDrop is null) return;
        try
        {
            onDrop(drop);
        }
        // Whatever the caller's own code throws: there is nobody but the log to tell.
#pragma warning disable CA1031
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Failed("OnDrop", failure);
        }
    }

    public void Failed(string operation, Exception failure) => Say(() =>
    {
        if (logger is not null) Log.Failed(logger, operation, failure);
    });

    private static void Say(Action say)
    {
        try
        {
            say();
        }
        // The caller's own log has failed: there is nobody left to tell.
#pragma warning disable CA1031
        catch (Exception failure)
#pragma warning restore CA1031
        {
            System.Diagnostics.Debug.WriteLine(failure);
        }
    }
}
