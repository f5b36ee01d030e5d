using System.Globalization;
using System.Text.Json;
using Footfall.Query.Endpoints;
using Microsoft.AspNetCore.Http;

namespace Footfall.Query.Umami;

/// <summary>A refusal as Umami's clients read it: <c>{"error":{"code","message","status"}}</c>, with what to do about it beside.</summary>
internal sealed class UmamiProblem(Problem problem) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } seconds) httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await new JsonAnswer(Write).ExecuteAsync(httpContext);
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteString("code", CodeOf(problem.Status));
        json.WriteString("message", problem.Detail);
        json.WriteNumber("status", problem.Status);
        if (problem.Field is { } field) json.WriteString("field", field);
        if (problem.Remedy is { } remedy) json.WriteString("remedy", remedy);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "unauthorized",
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status404NotFound => "not-found",
        StatusCodes.Status409Conflict => "conflict",
        StatusCodes.Status503ServiceUnavailable => "service-unavailable",
        _ => "bad-request",
    };
}
