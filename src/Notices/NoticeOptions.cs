namespace Footfall.Notices;

/// <summary>What the host knows and notices need.</summary>
public sealed record NoticeOptions
{
    /// <summary>Null: no e-mail can be sent.</summary>
    public Uri? Smtp { get; init; }

    /// <summary>Null: without signing in.</summary>
    public string? SmtpUser { get; init; }

    public string? SmtpPassword { get; init; }

    /// <summary>The sender's address.</summary>
    public string? From { get; init; }

    /// <summary>Where people reach this server; null: letters have no link to it.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The share of the journal's room that is taken, 0 to 1.</summary>
    public required Func<double> JournalShare { get; init; }

    /// <summary>The word that proves that a link to end a notice was sent to that address.</summary>
    public required Func<Guid, string, string> UnsubscribeProof { get; init; }
}
