using System.Buffers;
using System.Threading.Channels;
using System.Text.Json;
using Footfall.Client;
using Footfall.Client.Events;
using Microsoft.Extensions.Logging;

namespace Footfall.AspNetCore.Logging;

/// <summary>
/// The application's log of what it says itself, one JSON object a line. Who logs never waits for the disk: lines wait in a bounded queue, and what does not fit
/// is counted. Thread-safe.
/// </summary>
internal sealed class AppLog : IAsyncDisposable
{
    private const int MostWaiting = 10_000;
    private const int MostLineBytes = 64 * 1024;

    private readonly Channel<byte[]> _lines = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RollingFile? _file;
    private readonly Lazy<Task> _loop;
    private long _lost;
    private bool _told;

    public AppLog(FootfallWebOptions options, TimeProvider time, ILogger<AppLog> logger)
    {
        (_time, _logger) = (time, logger);
        if (!string.IsNullOrWhiteSpace(options.LogPath)) _file = new RollingFile(options.LogPath.Trim(), Math.Max(1, options.LogMaxBytes), Math.Max(0, options.LogFiles));
        _loop = new Lazy<Task>(() => Task.Run(LoopAsync));
    }

    /// <summary>Lines that were too long, for which there was no room, or that the disk did not take.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    public void Write(string name, LogLevel level, Props? props, string? requestId, string? method, string? endpoint)
    {
        if (_file is null) return;
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, EventWriter.Json))
        {
            writer.WriteStartObject();
            writer.WriteString("time"u8, _time.GetUtcNow().UtcDateTime);
            writer.WriteString("level"u8, LevelOf(level));
            writer.WriteString("event"u8, name);
            if (requestId is not null) writer.WriteString("request_id"u8, requestId);
            if (method is not null) writer.WriteString("method"u8, method);
            if (endpoint is not null) writer.WriteString("endpoint"u8, endpoint);
            if (props is { Count: > 0 })
            {
                writer.WritePropertyName("props"u8);
                props.Write(writer);
            }

            writer.WriteEndObject();
        }

        if (buffer.WrittenCount > MostLineBytes || !_lines.Writer.TryWrite([.. buffer.WrittenSpan, (byte)'\n'])) Interlocked.Increment(ref _lost);
        else _ = _loop.Value;
    }

    /// <summary>Writes what waits, within two seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        try
        {
            await _loop.Value.WaitAsync(TimeSpan.FromSeconds(2)).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Log.LogUnwritable(_logger, _file?.Path ?? "", "the disk does not answer");
        }

        _file?.Dispose();
    }

    private static string LevelOf(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "debug",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        LogLevel.Critical => "critical",
        _ => "info",
    };

    private async Task LoopAsync()
    {
        while (await _lines.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (_lines.Reader.TryRead(out var line)) Put(line);
            Guarded(() => _file!.Flush());
        }
    }

    private void Put(byte[] line)
    {
        if (Guarded(() => _file!.Write(line))) _told = false;
        else Interlocked.Increment(ref _lost);
    }

    private bool Guarded(Action work)
    {
        try
        {
            work();
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            if (!_told) Log.LogUnwritable(_logger, _file!.Path, failure.Message);
            _told = true;
            return false;
        }
    }
}
