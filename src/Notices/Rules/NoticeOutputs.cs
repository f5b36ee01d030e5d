namespace Footfall.Notices.Rules;

/// <summary>Where a notice goes.</summary>
internal sealed record NoticeOutputs(IReadOnlyList<string> Emails, Uri? Webhook, Uri? Slack)
{
    public const string EmailPrefix = "email:";
    public const string WebhookName = "webhook";
    public const string SlackName = "slack";

    /// <summary>One name an address; those that want no more are left out.</summary>
    public IEnumerable<string> Names(IReadOnlyCollection<string> unsubscribed) =>
    [
        .. Emails.Where(email => !unsubscribed.Contains(email, StringComparer.OrdinalIgnoreCase)).Select(email => EmailPrefix + email),
        .. Webhook is null ? [] : (string[])[WebhookName],
        .. Slack is null ? [] : (string[])[SlackName],
    ];
}
