using Footfall.Events;
using Footfall.Ingestion.Journal;
using Footfall.Ingestion.Pipeline;
using Footfall.Privacy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Footfall.Ingestion.Endpoints;

/// <summary>What the native endpoints have in common: CORS before all else, a method, a body, admission, the intake, and an answer whatever happens.</summary>
internal sealed class Reception(
    Admission admission, Intake intake, StoredWaiters waiters, TrustedProxies proxies, TimeProvider clock, PipelineMeters meters, ILogger<Reception> logger)
{
    /// <summary>Runs a handler, whose null means that it has answered itself. Nothing it throws reaches the host.</summary>
    /// <param name="allowed">The methods of the address where there are more than this one.</param>
    public Task ReceiveAsync(HttpContext http, string endpoint, string method, Func<HttpContext, ValueTask<Refusal?>> handle, string? allowed = null) =>
        ReceiveAsync(http, endpoint, HttpMethods.Equals(http.Request.Method, method), allowed ?? method, handle, Answers.Refused);

    /// <summary>The same for other products' protocols, whose clients understand their own kind of refusal only.</summary>
    /// <param name="isAllowed">Whether the request's method is one of <paramref name="allowed"/>.</param>
    public async Task ReceiveAsync(
        HttpContext http, string endpoint, bool isAllowed, string allowed, Func<HttpContext, ValueTask<Refusal?>> handle, Action<HttpResponse, Refusal> refuse)
    {
        Cors.Allow(http);
        try
        {
            if (HttpMethods.IsOptions(http.Request.Method)) Cors.Preflight(http, $"{allowed}, OPTIONS");
            else if (!isAllowed) refuse(http.Response, WrongMethod(http, allowed));
            else if (await handle(http) is { } refusal) refuse(http.Response, refusal);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The sender has gone: there is nobody to answer.
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            var refusal = RefusalOf(failure);
            if (failure is not (JournalFullException or JournalUnavailableException)) Log.RequestFailed(logger, endpoint, refusal.Status, failure);
            refuse(http.Response, refusal);
        }

        meters.Answered(endpoint, http.Response.StatusCode);
    }

    /// <summary>Takes a readable request in and answers it.</summary>
    public async ValueTask<Refusal?> TakeAsync(HttpContext http, CollectRequest request, bool takesNames, Action<HttpContext, IntakeOutcome, bool?> answer)
    {
        var received = Received();
        var hasQuery = http.Request.QueryString.HasValue;
        var key = request.Key ?? (hasQuery ? http.Request.Query["key"].ToString() : null);
        var (project, isTrusted, refusal) = admission.Admit(http, key, takesNames, received);
        if (project is null) return refusal;
        var batch = new Batch
        {
            Project = project,
            ReceivedAt = received,
            Hit = ReadHit.From(http, proxies),
            Drafts = request.Drafts,
            Excess = request.Excess,
            SentAt = request.SentAt,
            IsRetry = request.IsRetry || SaysRetry(http.Request),
            IsTrusted = isTrusted,
        };
        UseHeaders(http.Request, request.Drafts);
        var outcome = await intake.TakeAsync(batch, http.RequestAborted);
        // They are in the journal. Who waits for the store holds its request for half a minute, and no budget counts what was read of it.
        request.Drafts.Clear();
        request.Drafts.TrimExcess();
        answer(http, outcome, await WaitAsync(http, outcome));
        return null;
    }

    /// <summary>Where the request asks for it: waits until what was taken can be queried, and says whether it can; else null.</summary>
    public ValueTask<bool?> WaitAsync(HttpContext http, IntakeOutcome outcome)
    {
        if (!http.Request.QueryString.HasValue || http.Request.Query["wait"] != "stored") return default;
        return outcome.Position is { } position ? StoredAsync(position, http.RequestAborted) : new(true);
    }

    private async ValueTask<bool?> StoredAsync(JournalPosition position, CancellationToken cancellation) => await waiters.WaitAsync(position, cancellation);

    public static bool SaysRetry(HttpRequest request) =>
        request.Headers["X-Retry-Count"] is [{ Length: > 0 } count] && count.AsSpan().Trim() is not "0";

    /// <summary>The language that nobody sends in the body stands in a header of every browser.</summary>
    public static void UseHeaders(HttpRequest request, List<Draft> drafts)
    {
        string? accepted = null;
        foreach (var draft in drafts)
        {
            if (draft.Language is null) draft.Language = accepted ??= request.Headers.AcceptLanguage.ToString();
        }
    }

    public Task NotFoundAsync(HttpContext http)
    {
        Cors.Allow(http);
        if (HttpMethods.IsOptions(http.Request.Method)) Cors.Preflight(http, "GET, POST, OPTIONS");
        else Answers.Refused(http.Response, new Refusal(404, "not_found", "There is no such ingestion endpoint.", null, "docs/api/collect.md lists them."));
        meters.Answered("unknown", http.Response.StatusCode);
        return Task.CompletedTask;
    }

    /// <summary>Whole milliseconds: what the store keeps.</summary>
    public DateTime Received()
    {
        var now = clock.GetUtcNow().UtcTicks;
        return new DateTime(now - (now % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
    }


    private static Refusal WrongMethod(HttpContext http, string allowed)
    {
        http.Response.Headers.Allow = $"{allowed}, OPTIONS";
        return new Refusal(405, "wrong_method", $"This endpoint takes {allowed} only.", null, $"Send the request with {allowed}.");
    }

    private static Refusal RefusalOf(Exception failure) => failure switch
    {
        JournalFullException full => Refusal.Busy("The journal is full.", full.RetryAfter),
        JournalUnavailableException unavailable => Refusal.Busy("The journal cannot take more now.", unavailable.RetryAfter),
        IOException or UnauthorizedAccessException => Refusal.Busy("The data directory cannot be written now.", Refusal.ComeBackSoon),
        OutOfMemoryException => Refusal.Busy("The server is short of memory.", Refusal.ComeBackSoon),
        _ => new Refusal(500, "failed", "The server failed.", null, "Send it again; if it stays so, the server's log tells more."),
    };
}
