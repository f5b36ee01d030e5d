using System.Globalization;
using Footfall.Ingestion.Endpoints;
using Footfall.Ingestion.Pipeline;
using Footfall.Privacy;

namespace Footfall.Ingestion.Dialects;

/// <summary>Makes of strangers' words what the pipeline takes, so that nothing is dropped for what can be mended.</summary>
internal static class Words
{
    private const int LongestName = 120;
    private const int LongestIdentity = 200;

    /// <summary>An event's name without control characters, as long as one may be; null where nothing is left.</summary>
    public static string? Name(string? name)
    {
        if (name is null) return null;
        if (name.Any(char.IsControl)) name = string.Concat(name.Select(c => char.IsControl(c) ? ' ' : c));
        name = JsonText.Cut(name.Trim(), LongestName).TrimEnd();
        return name.Length == 0 ? null : name;
    }

    /// <summary>A visitor, session or user: as sent, or a stand-in by its hash where it is too long, or is somebody's e-mail address, which nobody needs to keep to tell people apart.</summary>
    public static string? Identity(string? id)
    {
        if (string.IsNullOrWhiteSpace(id)) return null;
        return id.Length <= LongestIdentity && !id.Contains('@', StringComparison.Ordinal) ? id : EventIds.OfText(id).ToString();
    }

    /// <summary>An IP address, or null: a wrong one is no reason to lose the event of a trusted sender.</summary>
    public static string? Address(string? text) => ClientAddress.Parse(text)?.ToString();

    /// <summary>The sizes in <c>1280x720</c>, or in <c>1280,720,2</c>.</summary>
    public static (ushort? Width, ushort? Height) Screen(string? size)
    {
        var parts = (size ?? "").Split('x', ',');
        if (!ushort.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var width) || width == 0) return (null, null);
        return parts.Length > 1 && ushort.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var height) && height > 0 ? (width, height) : (width, null);
    }

    /// <summary>
    /// The address of a page: an absolute one as it is, a path with its host put before, null where it is neither.
    /// </summary>
    /// <param name="host">What a bare path belongs to, or null.</param>
    /// <param name="keepsFragment">True where the fragment is the route.</param>
    public static string? Url(string? url, string? host = null, bool keepsFragment = false)
    {
        var text = url?.Trim();
        if (string.IsNullOrEmpty(text)) text = "/";
        if (!keepsFragment && text.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at) text = text[..at];
        if (PageUrl.TryParse(text, out _)) return text;
        if (string.IsNullOrWhiteSpace(host) || text.Contains("://", StringComparison.Ordinal)) return null;
        text = $"https://{host.Trim()}{(text.StartsWith('/') || text.StartsWith('?') ? "" : "/")}{text}";
        return PageUrl.TryParse(text, out _) ? text : null;
    }
}
