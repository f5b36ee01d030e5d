using System.Globalization;
using Footfall.Events;
using Footfall.Storage.Control;

namespace Footfall.Ingestion.Dialects;

/// <summary>Finds the project that a dialect's client names, by whichever of its names the protocol has a place for.</summary>
internal sealed class DialectProjects(ProjectDirectory projects)
{
    /// <summary>By write key; <c>key:anything</c> is taken, since some SDKs insist on a secret.</summary>
    public Project? ByKey(string? key)
    {
        if (string.IsNullOrEmpty(key)) return null;
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        return projects.ByKey(colon < 0 ? key : key[..colon]);
    }

    /// <summary>By a domain, with or without <c>www.</c>; a UUID or a write key is a name too.</summary>
    public Project? ByDomain(string? domain)
    {
        if (string.IsNullOrWhiteSpace(domain)) return null;
        var name = domain.Trim();
        return projects.BySiteId(name)
            ?? (name.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? projects.ByDomain(name[4..]) : null)
            ?? projects.ByKey(name);
    }

    /// <summary>By its UUID, or by its write key, which clients take where they only want some text.</summary>
    public Project? ById(string? id) => Guid.TryParse(id, out var uuid) ? projects.ById(uuid) : ByKey(id);

    /// <summary>By its small number.</summary>
    public Project? ByNumber(string? number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && parsed > 0 ? projects.ByNumber(new ProjectNumber(parsed)) : null;
}
