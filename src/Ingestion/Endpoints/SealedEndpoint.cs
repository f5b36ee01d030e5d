using Footfall.Ingestion.Sealed;
using Footfall.Privacy;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;

namespace Footfall.Ingestion.Endpoints;

/// <summary>
/// <c>POST /collect/sealed</c>: envelopes, whatever the body's content type, since only safelisted ones need no preflight; and <c>GET</c>, the statement of the
/// key to seal to.
/// </summary>
internal sealed class SealedEndpoint(
    Reception reception, ReadBody bodies, Admission admission, ProjectDirectory projects, SealedIntake intake, EpochStatement statement, TrustedProxies proxies, IngestionLimits limits)
{
    public Task HandleAsync(HttpContext http) => HttpMethods.IsGet(http.Request.Method)
        ? reception.ReceiveAsync(http, "collect_sealed_statement", HttpMethods.Get, statement.TellAsync)
        : reception.ReceiveAsync(http, "collect_sealed", HttpMethods.Post, TakeAsync, allowed: "GET, POST");

    private async ValueTask<Refusal?> TakeAsync(HttpContext http)
    {
        var (body, refusal) = await bodies.ReadAsync(http.Request);
        if (body is null) return refusal;
        List<Range>? frames;
        List<ReadEnvelope> envelopes;
        using (body)
        {
            frames = EnvelopeFrames.Find(body.Span);
            if (frames is null or []) return Unreadable();
            envelopes = Read(body.Span, frames);
        }

        var received = reception.Received();
        // A request of nothing but bytes that are no envelopes belongs to no project, and so to no book.
        if (envelopes.Find(read => read.Project is not null).Project is not { } id) return Unreadable();
        var (project, isTrusted, refused) = admission.AdmitSealed(http, projects.ById(id), received);
        if (project is null) return refused;
        var outcome = await intake.TakeAsync(
            new SealedBatch
            {
                Project = project,
                ReceivedAt = received,
                Hit = ReadHit.From(http, proxies),
                Envelopes = envelopes,
                Excess = frames.Count - envelopes.Count,
                IsTrusted = isTrusted,
            },
            http.RequestAborted);
        Answers.Accepted(http.Response, outcome, await reception.WaitAsync(http, outcome));
        return null;
    }

    private List<ReadEnvelope> Read(ReadOnlySpan<byte> body, List<Range> frames)
    {
        var envelopes = new List<ReadEnvelope>(Math.Min(frames.Count, limits.EventsInBatch));
        for (var at = 0; at < frames.Count && at < limits.EventsInBatch; at++) envelopes.Add(ReadEnvelope.Of(body[frames[at]]));
        return envelopes;
    }

    private static Refusal Unreadable() =>
        Refusal.Unreadable(null, "The body is no row of envelopes.", "Send each envelope behind its length: four bytes, big-endian.");
}
