namespace Footfall.Client.Experiments;

/// <summary>Who has been told of: once a visitor and experiment is enough. Bounded: beyond it, some are told of again, which changes no count. Thread-safe.</summary>
internal sealed class Exposures
{
    private const int Most = 10_000;
    private readonly HashSet<(string Key, string Visitor)> _told = [];

    public bool IsFirst(string key, string visitor)
    {
        lock (_told)
        {
            if (_told.Count >= Most) _told.Clear();
            return _told.Add((key, visitor));
        }
    }
}
