using System.Globalization;

namespace TimeTracker.Timers;

/// <summary>Projects, tasks and times. In memory; thread-safe.</summary>
internal sealed class TimeBook(TimeProvider time)
{
    /// <summary>Of each kind, so that an example cannot be filled without end.</summary>
    private const int Most = 100_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Project> _projects = [];
    private readonly Dictionary<string, Entry> _entries = [];
    private int _made;

    public int Running
    {
        get
        {
            lock (_gate) return _entries.Values.Count(entry => entry.Stopped is null);
        }
    }

    public string? AddProject(Guid owner, string name)
    {
        lock (_gate)
        {
            if (_projects.Count >= Most) return null;
            var id = NewId('p');
            _projects[id] = new Project(owner, name, []);
            return id;
        }
    }

    /// <summary>Null: no such project of this owner, or it has no room.</summary>
    public string? AddTask(Guid owner, string project, string name)
    {
        lock (_gate)
        {
            if (OfOwner(owner, project) is not { } found || found.Tasks.Count >= 1000) return null;
            var id = NewId('t');
            found.Tasks[id] = name;
            return id;
        }
    }

    /// <summary>Null: no such project or task of this owner, or no room.</summary>
    public string? Start(Guid owner, string project, string? task, string? note)
    {
        lock (_gate)
        {
            if (OfOwner(owner, project) is not { } found || (task is not null && !found.Tasks.ContainsKey(task)) || _entries.Count >= Most) return null;
            var id = NewId('e');
            _entries[id] = new Entry(owner, project, task, note, time.GetUtcNow());
            return id;
        }
    }

    /// <summary>Null: no such timer of this owner runs.</summary>
    public Entry? Stop(Guid owner, string id)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(id, out var entry) || entry.Owner != owner || entry.Stopped is not null) return null;
            return _entries[id] = entry with { Stopped = time.GetUtcNow() };
        }
    }

    /// <summary>What was begun on these days, the last one included.</summary>
    public IReadOnlyList<(Entry Entry, string Project)> Between(Guid owner, DateOnly from, DateOnly to)
    {
        lock (_gate)
        {
            return [.. _entries.Values.Where(entry => entry.Owner == owner && DateOnly.FromDateTime(entry.Started.UtcDateTime) is var day && day >= from && day <= to)
                .OrderBy(entry => entry.Started).Select(entry => (entry, _projects[entry.Project].Name))];
        }
    }

    private Project? OfOwner(Guid owner, string project) => _projects.TryGetValue(project, out var found) && found.Owner == owner ? found : null;

    private string NewId(char kind) => kind + (++_made).ToString(CultureInfo.InvariantCulture);

    private sealed record Project(Guid Owner, string Name, Dictionary<string, string> Tasks);

    public sealed record Entry(Guid Owner, string Project, string? Task, string? Note, DateTimeOffset Started)
    {
        public DateTimeOffset? Stopped { get; init; }

        public TimeSpan? Took => Stopped - Started;
    }
}
