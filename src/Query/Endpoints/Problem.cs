using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Footfall.Query.Endpoints;

/// <summary>A refusal as a problem document, with the member <c>error</c> that clients of the Stats API read.</summary>
internal sealed class Problem(int status, string title, string detail, string? field = null, string? remedy = null) : IResult
{
    public int Status => status;

    public string Detail => detail;

    public string? Field => @field;

    public string? Remedy => remedy;

    /// <summary>Seconds after which to ask again, told in <c>Retry-After</c>.</summary>
    public int? RetryAfter { get; init; }

    public static Problem SignedOut() => new(
        StatusCodes.Status401Unauthorized,
        "Sign in first",
        "Missing API key. Please use a valid API key as a Bearer token.",
        remedy: "Send Authorization: Bearer <token>, or sign in.");

    /// <summary>One answer for a site that does not exist and one that the caller may not see.</summary>
    public static Problem UnknownSite() => new(
        StatusCodes.Status401Unauthorized,
        "Invalid API key or site ID",
        "Invalid API key or site ID. Please make sure you're using a valid API key with access to the site you've requested.",
        "site_id",
        "Use one of the project's domains or its UUID as site_id, and a token that may read it.");

    public static Problem NoProject() => new(
        StatusCodes.Status404NotFound, "There is no such project", "The project does not exist, or this caller may not see it.", "project", "Check the id in the address.");

    /// <summary>What only the holders of a project's key can answer.</summary>
    public static Problem SealedProject() => new(
        StatusCodes.Status409Conflict,
        "This project is sealed",
        "This project is sealed: the server cannot read its events, so the browser of someone who holds its key answers questions about them.",
        "site_id",
        "Open the project in the dashboard and unlock it, or run footfall agent; see docs/api/plan.md.");

    public static Problem Bad(string detail, string? field = null, string? remedy = null) =>
        new(StatusCodes.Status400BadRequest, "The question cannot be answered", detail, field, remedy ?? "See docs/api/query.md for what can be asked.");

    public static Problem Busy(string detail, string remedy, int retryAfter) =>
        new(StatusCodes.Status503ServiceUnavailable, "No answer in time", detail, remedy: remedy) { RetryAfter = retryAfter };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonAnswer.Options))
        {
            json.WriteStartObject();
            json.WriteString("error", detail);
            json.WriteString("type", "about:blank");
            json.WriteString("title", title);
            json.WriteNumber("status", status);
            json.WriteString("detail", detail);
            if (field is not null) json.WriteString("field", field);
            if (remedy is not null) json.WriteString("remedy", remedy);
            json.WriteEndObject();
        }

        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/problem+json";
        if (RetryAfter is { } seconds) response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        response.ContentLength = buffer.Length;
        await response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), httpContext.RequestAborted);
    }
}
