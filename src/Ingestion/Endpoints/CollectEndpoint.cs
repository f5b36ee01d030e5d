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

    private async ValueTask<Refusal?> TakeAsync(HttpContext http, EventShape shape)
    {
        var (body, refusal) = await bodies.ReadAsync(http.Request);
        if (body is null) return refusal;
        CollectRequest? request;
        using (body)
        {
            (request, refusal) = shape == EventShape.Event ? ReadCollect.Batch(body.Span, limits) : ReadCollect.ShortCall(body.Span, limits, shape);
        }

        if (request is null) return refusal;
        return await reception.TakeAsync(http, request, takesNames: shape != EventShape.Event, Answer);
    }

    private static void Answer(HttpContext http, IntakeOutcome outcome, bool? stored) => Answers.Accepted(http.Response, outcome, stored);
}
