using Footfall.Ingestion.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Footfall.Ingestion.Endpoints;

/// <summary><c>POST /collect</c> and the short calls <c>POST /track/…</c>: JSON bodies, however they are labelled and packed.</summary>
internal sealed class CollectEndpoint(Reception reception, ReadBody bodies, IngestionLimits limits)
{
    public Task CollectAsync(HttpContext http) => reception.ReceiveAsync(http, "collect", HttpMethods.Post, Batch);

    public Task ViewAsync(HttpContext http) => reception.ReceiveAsync(http, "track_view", HttpMethods.Post, View);

    public Task InteractionAsync(HttpContext http) => reception.ReceiveAsync(http, "track_interaction", HttpMethods.Post, Interaction);

    public Task CustomAsync(HttpContext http) => reception.ReceiveAsync(http, "track_event", HttpMethods.Post, Custom);

    private ValueTask<Refusal?> Batch(HttpContext http) => TakeAsync(http, EventShape.Event);

    private ValueTask<Refusal?> View(HttpContext http) => TakeAsync(http, EventShape.View);

    private ValueTask<Refusal?> Interaction(HttpContext http) => TakeAsync(http, EventShape.Interaction);

    private ValueTask<Refusal?> Custom(HttpContext http) => TakeAsync(http, EventShape.Custom);

    private ValueTask<Refusal?> TakeAsync(HttpContext http, EventShape shape)
    {
        var reading = bodies.ReadAsync(http.Request);
        // Most bodies are there with their headers, and need no state of their own to be waited for.
        return reading.IsCompletedSuccessfully ? TakeAsync(http, shape, reading.Result) : WaitAsync(http, shape, reading);
    }

    private async ValueTask<Refusal?> WaitAsync(HttpContext http, EventShape shape, ValueTask<(PooledBody?, Refusal?)> reading) =>
        await TakeAsync(http, shape, await reading);

    private ValueTask<Refusal?> TakeAsync(HttpContext http, EventShape shape, (PooledBody? Body, Refusal? Refusal) read)
    {
        var (body, refusal) = read;
        if (body is null) return new(refusal);
        CollectRequest? request;
        using (body)
        {
            (request, refusal) = shape == EventShape.Event ? ReadCollect.Batch(body.Span, limits) : ReadCollect.ShortCall(body.Span, limits, shape);
        }

        return request is null ? new(refusal) : reception.TakeAsync(http, request, takesNames: shape != EventShape.Event, Answer);
    }

    private static void Answer(HttpContext http, IntakeOutcome outcome, bool? stored) => Answers.Accepted(http.Response, outcome, stored);
}
