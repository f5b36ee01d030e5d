using Microsoft.Extensions.Logging;

namespace Footfall.Privacy.Tests;

/// <summary>Keeps what is logged: the messages, and the values that structured logs would carry.</summary>
internal sealed class RecordedLog : ILogger<SaltStore>
{
    public List<string> Messages { get; } = [];

    public List<KeyValuePair<string, object?>> Values { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Messages.Add(formatter(state, exception));
        if (state is IEnumerable<KeyValuePair<string, object?>> values) Values.AddRange(values);
    }
}
