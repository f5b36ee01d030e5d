using System.Text.Json;
using Footfall.DuckDb;
using Footfall.Events;
using Footfall.Query.Parsing;
using Footfall.Query.Results;
using Footfall.Storage.Control;
using Footfall.Storage.Events;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Footfall.Query.Endpoints;

/// <summary><c>POST /api/v2/query</c>.</summary>
internal static class QuestionEndpoint
{
    public static async Task<IResult> AskAsync(HttpContext context, Questions questions, ProjectDirectory projects, ILoggerFactory loggers)
    {
        if (context.User.Identity?.IsAuthenticated != true) return Problem.SignedOut();
        return await QuestionBody.ReadAsync(context, async root =>
        {
            var named = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("site_id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString()! : null;
            var project = named is null ? null : projects.BySiteId(named);
            if (named is not null && (project is null || !context.User.Allows(project.Number, Scopes.Read))) return Problem.UnknownSite();
            if (project is { Mode: TrustMode.Sealed }) return Problem.SealedProject();
            var (question, error) = QuestionParser.Parse(root, project is null ? null : Wording.Clear.With(projects.SegmentsOf(project.Number)));
            if (question is null || project is null) return Refuse(error ?? new QuestionError("#/site_id", "Expected a string."));
            return await AnswerAsync(() => questions.AskAsync(question, project, context.RequestAborted), answer => new JsonAnswer(json => AnswerWriter.Write(json, answer)), loggers);
        });
    }

    public static Problem Refuse(QuestionError error) => Problem.Bad(error.ToString(), error.Field ?? error.Path, error.Remedy);

    /// <summary>Runs a question and says in the caller's words what came of it.</summary>
    public static async Task<IResult> AnswerAsync<TAnswer>(
        Func<Task<(TAnswer? Answer, QuestionError? Error)>> ask, Func<TAnswer, IResult> show, ILoggerFactory loggers)
        where TAnswer : class
    {
        try
        {
            var (answer, error) = await ask();
            return answer is null ? Refuse(error!) : show(answer);
        }
        catch (QueryTimeoutException e)
        {
            Log.QuestionStopped(loggers.CreateLogger(typeof(QuestionEndpoint)), e.Message);
            return Problem.Busy(e.Message, "Ask for a shorter date_range, fewer dimensions or narrower filters.", retryAfter: 10);
        }
        catch (DuckDbException e) when (e.ErrorType == DuckDbErrorType.OutOfMemory)
        {
            Log.QuestionStopped(loggers.CreateLogger(typeof(QuestionEndpoint)), e.Message);
            return Problem.Busy("The question needs more memory than the store may use.", "Ask for a shorter date_range or fewer dimensions, or raise the store's memory limit.", retryAfter: 60);
        }
        catch (EventStoreUnavailableException e)
        {
            return Problem.Busy(e.Message, "Ask again in a moment.", retryAfter: 1);
        }
        catch (OperationCanceledException)
        {
            // Nobody is there to read it; the status is for the request log.
            return Microsoft.AspNetCore.Http.Results.StatusCode(StatusCodes.Status499ClientClosedRequest);
        }
    }
}
