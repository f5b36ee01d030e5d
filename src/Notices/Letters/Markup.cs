using System.Net;

namespace Footfall.Notices.Letters;

/// <summary>
/// The frame of an e-mail: tables and styles within the elements, since that is what mail programs understand; nothing is loaded from anywhere. Values are what
/// senders wrote, and none of them is markup.
/// </summary>
internal static class Markup
{
    public const string Ink = "#1a201d";
    public const string Faint = "#626b65";
    public const string Line = "#e5e2da";
    public const string Accent = "#0f6650";
    public const string Bar = "#dcece5";
    private const string Font = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

    public static string Text(string value) => WebUtility.HtmlEncode(Flat(value));

    /// <summary>In one line, and without what changes the direction of reading.</summary>
    public static string Flat(string value) =>
        string.Concat(value.Select(sign => char.IsControl(sign) || sign is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') ? ' ' : sign));

    /// <param name="why">Why this was sent.</param>
    public static string Page(string title, string lead, string body, Uri? link, string why) =>
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light\">"
        + $"<title>{Text(title)}</title></head><body style=\"margin:0;padding:0;background:#f6f5f1\">"
        + "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"background:#f6f5f1\"><tr><td align=\"center\" style=\"padding:24px 12px\">"
        + $"<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"max-width:600px;background:#ffffff;border:1px solid {Line};border-radius:12px;{Font};color:{Ink}\">"
        + $"<tr><td style=\"padding:24px 24px 4px\"><h1 style=\"margin:0;font-size:20px;line-height:1.3\">{Text(title)}</h1><p style=\"margin:4px 0 0;font-size:14px;color:{Faint}\">{Text(lead)}</p></td></tr>"
        + body + Link(link)
        + $"<tr><td style=\"padding:16px 24px 24px;font-size:12px;line-height:1.5;color:{Faint};border-top:1px solid {Line}\">{Text(why)}<br>"
        + $"<a href=\"{Letter.UnsubscribeMark}\" style=\"color:{Faint}\">No more of these to this address</a></td></tr></table></td></tr></table></body></html>";

    private static string Link(Uri? link) => link is null ? "" :
        $"<tr><td style=\"padding:8px 24px 20px\"><a href=\"{Text(link.AbsoluteUri)}\" style=\"display:inline-block;padding:10px 16px;border-radius:8px;background:{Accent};color:#ffffff;font-size:14px;font-weight:600;text-decoration:none\">Open the dashboard</a></td></tr>";
}
