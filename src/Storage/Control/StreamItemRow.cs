namespace Footfall.Storage.Control;

/// <summary>An item of a sealed project's derived stream: wrapped by an agent for its vault, with the signed entry that chains it.</summary>
public sealed class StreamItemRow
{
    public Guid ProjectId { get; set; }

    /// <summary>Sixteen bytes as base64url, of the agent's making.</summary>
    public required string Stream { get; set; }

    /// <summary>From 0; without gaps, but for what was let go of at the beginning.</summary>
    public long Sequence { get; set; }

    public required string Entry { get; set; }

    public required byte[] Signature { get; set; }

    public required byte[] Wrapped { get; set; }

    public DateTime ReceivedAt { get; set; }
}
