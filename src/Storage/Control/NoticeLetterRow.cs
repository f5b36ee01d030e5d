namespace Footfall.Storage.Control;

/// <summary>One letter to one address. There is one for each time at which a notice was due, so that none is written twice; it stays as the notice's history.</summary>
public sealed class NoticeLetterRow
{
    public Guid Id { get; set; }

    public Guid NoticeId { get; set; }

    /// <summary>When it was due, or when a test was asked for.</summary>
    public DateTime Due { get; set; }

    /// <summary><c>email:…</c>, <c>webhook</c> or <c>slack</c>.</summary>
    public required string Output { get; set; }

    public required string Subject { get; set; }

    /// <summary>Emptied once it has been sent or given up.</summary>
    public required string Html { get; set; }

    /// <summary>As <see cref="Html"/>.</summary>
    public required string Text { get; set; }

    /// <summary>JSON, as <see cref="Html"/>.</summary>
    public required string Payload { get; set; }

    public bool IsTest { get; set; }

    /// <summary><c>waiting</c>, <c>sent</c> or <c>failed</c>.</summary>
    public required string State { get; set; }

    public int Attempts { get; set; }

    public DateTime NextAt { get; set; }

    public DateTime? DoneAt { get; set; }

    public string? Error { get; set; }
}
