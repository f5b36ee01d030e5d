using Footfall.Ingestion.Endpoints;
using Footfall.Ingestion.Pipeline;
using Footfall.Privacy;
using Microsoft.AspNetCore.Http;

namespace Footfall.Ingestion.Dialects;

/// <summary>Takes what an adapter has read through admission, pipeline and journal, and lets the dialect answer. Thread-safe.</summary>
internal sealed class DialectReception(
    Reception reception, Admission admission, Intake intake, TrustedProxies proxies, IngestionLimits limits, PipelineMeters meters)
{
    /// <summary>Requests may carry so many times the events of a native batch; they are taken in by as many steps.</summary>
    private const int MostBatches = 10;

    /// <summary>Completes when all that was taken is durable: null, and <paramref name="answer"/> has answered; or why the whole request is refused.</summary>
    /// <remarks>One bad event, or one of a project that nobody knows, never spoils the others.</remarks>
    public async ValueTask<Refusal?> TakeAsync(HttpContext http, DialectRequest request, Action<HttpContext, DialectOutcome> answer)
    {
        var name = request.Dialect.Name;
        meters.Foreign(name, "unknown_project", request.Unknown);
        if (request.Events > 0 && request.Known.Count == 0) return request.Dialect.UnknownProject;
        if (request.Events > limits.EventsInBatch * MostBatches)
            return new Refusal(413, "too_many_events", "The request has too many events.", null, $"Send at most {limits.EventsInBatch * MostBatches} events in a request; split the batch.");
        var received = reception.Received();
        var hit = ReadHit.From(http, proxies);
        var isRetry = request.IsRetry || Reception.SaysRetry(http.Request);
        Refusal? refusal = null;
        var (accepted, refused, firstDrop) = (0, 0, (Drop?)null);
        foreach (var (named, drafts) in request.Known)
        {
            var (project, isTrusted, reason) = admission.AdmitForeign(http, named, received);
            if (project is null)
            {
                refusal ??= reason;
                refused += drafts.Count;
                continue;
            }

            Reception.UseHeaders(http.Request, drafts);
            if (isTrusted) BelieveForwarded(http, drafts);
            foreach (var part in drafts.Chunk(limits.EventsInBatch))
            {
                var outcome = await intake.TakeAsync(
                    new Batch
                    {
                        Project = project,
                        ReceivedAt = received,
                        Hit = hit,
                        Drafts = part,
                        SentAt = request.SentAt,
                        IsRetry = isRetry,
                        IsTrusted = isTrusted,
                        StripsIdentity = true,
                    },
                    http.RequestAborted);
                accepted += outcome.Accepted;
                if (outcome.Dropped.Count > 0) firstDrop ??= outcome.Dropped[0].Drop;
                meters.Foreign(name, "journalled", outcome.Accepted);
                meters.Foreign(name, "dropped", outcome.Dropped.Count);
            }
        }

        meters.Foreign(name, "refused", refused);
        if (refusal is not null && refused == request.Events - request.Unknown) return refusal;
        answer(http, new DialectOutcome(request.Events, accepted, request.Unknown, firstDrop));
        return null;
    }

    /// <summary>Servers that tell whose request it was do so by this header in most of these protocols; with a token of this server they are believed.</summary>
    private static void BelieveForwarded(HttpContext http, List<Draft> drafts)
    {
        if (http.Request.Headers["X-Forwarded-For"] is not [{ Length: > 0 } forwarded]) return;
        var address = ClientAddress.Parse(forwarded.Split(',')[0].Trim())?.ToString();
        if (address is null) return;
        foreach (var draft in drafts)
        {
            if (draft.Address is not null) continue;
            draft.Address = address;
            draft.UserAgent ??= http.Request.Headers.UserAgent.ToString();
        }
    }
}
