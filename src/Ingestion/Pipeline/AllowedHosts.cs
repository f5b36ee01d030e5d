using Footfall.Events;

namespace Footfall.Ingestion.Pipeline;

/// <summary>A project's allow-list of hosts: exact names, or <c>*.example.org</c> for all names below one.</summary>
public static class AllowedHosts
{
    /// <summary>True where the project has no list or <paramref name="host"/> is on it.</summary>
    public static bool Allow(Project project, string host)
    {
        if (project.AllowedHosts.Count == 0) return true;
        foreach (var allowed in project.AllowedHosts)
        {
            var matches = allowed.StartsWith("*.", StringComparison.Ordinal)
                ? host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase)
                : string.Equals(allowed, host, StringComparison.OrdinalIgnoreCase);
            if (matches) return true;
        }

        return false;
    }
}
