using System.Text;
using System.Text.Json;
using Footfall.Notices.Letters;
using Footfall.Notices.Rules;
using Footfall.Notices.Sending;
using Footfall.Storage.Control;
using MimeKit;
using MimeKit.Utils;

namespace Footfall.Notices.Running;

/// <summary>Hands one letter over. Thread-safe.</summary>
internal sealed class Post(NoticeOptions options, HttpClient http, TimeProvider time)
{
    /// <exception cref="NoticeException">It was not taken.</exception>
    public Task SendAsync(NoticeRow notice, NoticeLetterRow letter, CancellationToken cancellation)
    {
        using var body = JsonDocument.Parse(notice.Body);
        var outputs = NoticeReader.Read(notice.Kind, body.RootElement, TimeZoneInfo.Utc).Notice?.Outputs ?? throw new NoticeException("The notice cannot be read any more; save it anew.");
        return letter.Output switch
        {
            NoticeOutputs.WebhookName when outputs.Webhook is { } webhook => HookAsync(webhook, letter, notice.Secret, cancellation),
            NoticeOutputs.SlackName when outputs.Slack is { } slack => SlackAsync(slack, letter, cancellation),
            _ when letter.Output.StartsWith(NoticeOutputs.EmailPrefix, StringComparison.Ordinal) => MailAsync(notice, letter, letter.Output[NoticeOutputs.EmailPrefix.Length..], cancellation),
            _ => throw new NoticeException("The notice does not go there any more."),
        };
    }

    private Task HookAsync(Uri address, NoticeLetterRow letter, string secret, CancellationToken cancellation)
    {
        var bytes = Encoding.UTF8.GetBytes(letter.Payload);
        return Webhook.PostAsync(http, address, bytes, Webhook.Sign(secret, time.GetUtcNow(), bytes), cancellation);
    }

    /// <summary>What Slack, Mattermost, Discord's <c>/slack</c> and others of its kind understand.</summary>
    private Task SlackAsync(Uri address, NoticeLetterRow letter, CancellationToken cancellation)
    {
        using var payload = JsonDocument.Parse(letter.Payload);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            // These three are the only ones that mean something in its text.
            json.WriteString("text", payload.RootElement.GetProperty("text").GetString()!.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal));
            json.WriteEndObject();
        }

        return Webhook.PostAsync(http, address, buffer.ToArray(), signature: null, cancellation);
    }

    private async Task MailAsync(NoticeRow notice, NoticeLetterRow letter, string to, CancellationToken cancellation)
    {
        if (options.Smtp is null || options.From is null) throw new NoticeException("This server sends no e-mail: set FOOTFALL_SMTP_URL and FOOTFALL_SMTP_FROM.");
        using var message = new MimeMessage { Subject = letter.Subject, Date = time.GetUtcNow() };
        message.From.Add(MailboxAddress.Parse(options.From));
        message.To.Add(MailboxAddress.Parse(to));
        // The same letter has the same id at each attempt: where one was taken and its answer lost, mail programs show one.
        message.MessageId = MimeUtils.GenerateMessageId(MailboxAddress.Parse(options.From).Domain is { Length: > 0 } domain ? domain : "localhost");
        message.MessageId = $"{letter.Id:N}@{message.MessageId.Split('@')[^1]}";
        var link = UnsubscribeLink(notice.Id, to);
        if (link is { } own)
        {
            message.Headers.Add("List-Unsubscribe", $"<{own.Post}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        var shown = link?.Page.AbsoluteUri ?? "";
        message.Body = new BodyBuilder
        {
            TextBody = letter.Text.Replace(Letter.UnsubscribeMark, shown.Length > 0 ? shown : "ask the server's owner", StringComparison.Ordinal),
            HtmlBody = letter.Html.Replace(Letter.UnsubscribeMark, System.Net.WebUtility.HtmlEncode(shown), StringComparison.Ordinal),
        }.ToMessageBody();
        await new MailServer(options.Smtp, options.SmtpUser, options.SmtpPassword).SendAsync(message, cancellation);
    }

    private (Uri Page, Uri Post)? UnsubscribeLink(Guid notice, string to)
    {
        if (options.PublicUrl is null) return null;
        var query = $"?notice={notice}&address={Uri.EscapeDataString(to)}&proof={options.UnsubscribeProof(notice, to)}";
        return (new Uri(options.PublicUrl, "unsubscribe" + query), new Uri(options.PublicUrl, "api/v1/unsubscribe" + query));
    }
}
