using System.Text;

namespace Footfall.Ingestion.Dialects;

/// <summary>Campaigns that other products' clients tell beside the page's address.</summary>
internal static class Campaign
{
    /// <summary>The address with what is known of the campaign in its query, where the pipeline looks for it; as it is where it names one itself.</summary>
    public static string? AddTo(string? url, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        if (url is null || url.Contains("utm_", StringComparison.OrdinalIgnoreCase)) return url;
        var fragmentAt = url.IndexOf('#', StringComparison.Ordinal);
        var text = new StringBuilder(fragmentAt < 0 ? url : url[..fragmentAt]);
        var mark = url.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        foreach (var (name, value) in parameters)
        {
            if (value is null) continue;
            text.Append(mark).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            mark = '&';
        }

        return fragmentAt < 0 ? text.ToString() : text.Append(url, fragmentAt, url.Length - fragmentAt).ToString();
    }
}
