using Footfall.Ingestion.Pipeline;

namespace Footfall.Ingestion.Endpoints;

/// <summary>What a body of <c>/collect</c> or of a short call says, before anything is known of its project.</summary>
internal sealed class CollectRequest
{
    /// <summary>The project's write key; in short calls its name will do.</summary>
    public string? Key { get; set; }

    /// <summary>UTC, by the sender's clock.</summary>
    public DateTime? SentAt { get; set; }

    public bool IsRetry { get; set; }

    public List<Draft> Drafts { get; } = [];

    /// <summary>How many events came beyond the limit.</summary>
    public int Excess { get; set; }
}
