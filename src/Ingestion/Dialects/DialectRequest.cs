using Footfall.Events;
using Footfall.Ingestion.Pipeline;

namespace Footfall.Ingestion.Dialects;

/// <summary>What an adapter made of one request: drafts, each with the project that it names. Not thread-safe.</summary>
internal sealed class DialectRequest(Dialect dialect)
{
    private readonly List<(Project Project, List<Draft> Drafts)> known = [];

    public Dialect Dialect => dialect;

    /// <summary>When the sender says that it sent, by its own clock.</summary>
    public DateTime? SentAt { get; set; }

    /// <summary>The protocol says that this is sent again; the common header X-Retry-Count is looked at for all.</summary>
    public bool IsRetry { get; set; }

    public IReadOnlyList<(Project Project, List<Draft> Drafts)> Known => known;

    public int Events { get; private set; }

    /// <summary>Events whose project nobody knows.</summary>
    public int Unknown { get; private set; }

    /// <summary>Adds an event.</summary>
    /// <param name="project">Null where nobody knows the project that it names.</param>
    /// <param name="clientId">The client's own id of the event, by which a resend is known; null where the protocol has none.</param>
    public void Add(Project? project, Draft draft, string? clientId = null)
    {
        Events++;
        if (project is null)
        {
            Unknown++;
            return;
        }

        // The name is part of the id: what two products' clients send may have the same one.
        if (!string.IsNullOrEmpty(clientId)) draft.Id = EventIds.OfText($"{dialect.Name}:{clientId}");
        draft.Library ??= dialect.Name;
        // A request rarely names more than one project.
        foreach (var (other, drafts) in known)
        {
            if (other.Number != project.Number) continue;
            drafts.Add(draft);
            return;
        }

        known.Add((project, [draft]));
    }
}
