namespace Footfall.Notices.Letters;

/// <summary>What is sent: as an e-mail in two forms, and as JSON for programs. <see cref="UnsubscribeMark"/> stands where each recipient's own link goes.</summary>
internal sealed record Letter(string Subject, string Html, string Text, string Payload)
{
    public const string UnsubscribeMark = "{{unsubscribe}}";
}
