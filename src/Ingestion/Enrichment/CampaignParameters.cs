using System.Net;
using Footfall.Events;

namespace Footfall.Ingestion.Enrichment;

/// <summary>The parameters of a page's query string that tell of a campaign. Of a repeated parameter the first that is not empty counts.</summary>
internal struct CampaignParameters
{
    // What one value may be at most; the rest is cut off.
    private const int LongestValue = 512;

    // More than any page has; a flood of parameters is not read to its end.
    private const int MostParameters = 256;

    public string? Source { get; private set; }

    public string? Medium { get; private set; }

    public string? Campaign { get; private set; }

    public string? Content { get; private set; }

    public string? Term { get; private set; }

    /// <summary>The parameters <c>source</c> or <c>ref</c>, in that order of worth.</summary>
    public string? PlainSource { get; private set; }

    public ClickId? ClickId { get; private set; }

    public static CampaignParameters Read(ReadOnlySpan<char> query, SourceTable table)
    {
        var found = default(CampaignParameters);
        string? reference = null;
        query = query.TrimStart('?');
        var read = 0;
        foreach (var range in query.Split('&'))
        {
            if (++read > MostParameters) break;
            var pair = query[range];
            var equals = pair.IndexOf('=');
            if (equals < 1) continue;
            var name = pair[..equals];
            var value = pair[(equals + 1)..];
            if (!found.TryTake(name, value)) found.TakeOther(name, value, table, ref reference);
        }

        found.PlainSource ??= reference;
        return found;
    }

    private bool TryTake(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (!name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase)) return false;
        if (Is(name, "utm_source")) Source ??= Decode(value);
        else if (Is(name, "utm_medium")) Medium ??= Decode(value);
        else if (Is(name, "utm_campaign")) Campaign ??= Decode(value);
        else if (Is(name, "utm_content")) Content ??= Decode(value);
        else if (Is(name, "utm_term")) Term ??= Decode(value);
        return true;
    }

    private void TakeOther(ReadOnlySpan<char> name, ReadOnlySpan<char> value, SourceTable table, ref string? reference)
    {
        if (Is(name, "source")) PlainSource ??= Decode(value);
        else if (Is(name, "ref")) reference ??= Decode(value);
        // An id that was bought says more than one that every link carries.
        else if (!value.IsEmpty && table.ByParameter(name) is { } id && (ClickId is null || (ClickId.Bought is null && id.Bought is not null)))
            ClickId = id;
    }

    private static bool Is(ReadOnlySpan<char> name, string expected) => name.Equals(expected, StringComparison.OrdinalIgnoreCase);

    /// <summary>Null also for what other tools, and this one's answers, write where there is nothing: it would be a second row of that name.</summary>
    private static string? Decode(ReadOnlySpan<char> value)
    {
        if (value.Length > LongestValue) value = value[..LongestValue];
        var text = value.IndexOfAny('%', '+') < 0 ? value.ToString() : WebUtility.UrlDecode(value.ToString());
        text = text.Trim();
        if (text.AsSpan().IndexOfAnyInRange('\0', '\u001f') >= 0) text = string.Concat(text.Where(letter => !char.IsControl(letter)));
        return text is "" or "(not set)" or "(none)" or Acquisition.DirectName ? null : text;
    }
}
