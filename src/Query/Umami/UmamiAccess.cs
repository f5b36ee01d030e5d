using System.Security.Claims;
using System.Text.Json;
using Footfall.Events;
using Footfall.Query.Endpoints;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Footfall.Query.Umami;

/// <summary>
/// Who may ask, and which websites there are. A login takes a token of this server as its password: an account's password never comes to the server, since it opens what is
/// sealed.
/// </summary>
internal static class UmamiAccess
{
    private const int LongestToken = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/auth/login", LoginAsync);
        api.MapPost("/auth/verify", Verify);
        api.MapGet("/websites", Websites);
        api.MapGet("/websites/{website:guid}", Website);
    }

    private static Task<IResult> LoginAsync(HttpContext context, FindCaller find) => QuestionBody.ReadAsync(context, async body =>
    {
        var token = TextOf(body, "password");
        if (token is not { Length: > 0 and <= LongestToken })
            return new UmamiProblem(Problem.Bad("The password is missing.", "password", "Send a token of this server as the password; the settings make one."));
        if (await find(token, context.RequestAborted) is not { } caller)
            return new UmamiProblem(new Problem(StatusCodes.Status401Unauthorized, "Not signed in", "Incorrect username and/or password.", "password", "Send a token of this server as the password, not that of an account: it never leaves the browser."));
        // Read now: the body is gone when the answer is written.
        var name = TextOf(body, "username") is { Length: > 0 } given ? given : NameOf(caller);
        return new JsonAnswer(json =>
        {
            json.WriteStartObject();
            json.WriteString("token", token);
            json.WriteStartObject("user");
            WriteUser(json, name, caller);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    });

    private static IResult Verify(HttpContext context) => context.User.Identity?.IsAuthenticated != true ? new UmamiProblem(Problem.SignedOut()) : new JsonAnswer(json =>
    {
        json.WriteStartObject();
        WriteUser(json, NameOf(context.User), context.User);
        json.WriteEndObject();
    });

    private static IResult Websites(HttpContext context, ProjectDirectory projects)
    {
        if (context.User.Identity?.IsAuthenticated != true) return new UmamiProblem(Problem.SignedOut());
        var parameters = new UmamiQuestion(context.Request.Query);
        if (parameters.Count("page", 1, 1, 1_000_000) is not { } page || parameters.Count("pageSize", 20, 1, 1_000) is not { } size)
            return new UmamiProblem(Problem.Bad(parameters.Fault!.Value.Message, parameters.Fault.Value.Field));
        var search = context.Request.Query["search"].ToString() is { Length: > 0 } asked ? asked : context.Request.Query["query"].ToString();
        var found = ProjectAccessCheck.Readable(context, projects)
            .Where(project => search.Length == 0 || project.Name.Contains(search, StringComparison.OrdinalIgnoreCase) || project.Domains.Any(domain => domain.Contains(search, StringComparison.OrdinalIgnoreCase))).ToList();
        return new JsonAnswer(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("data");
            foreach (var project in found.Skip((page - 1) * size).Take(size)) WriteWebsite(json, project);
            json.WriteEndArray();
            json.WriteNumber("count", found.Count);
            json.WriteNumber("page", page);
            json.WriteNumber("pageSize", size);
            json.WriteEndObject();
        });
    }

    private static IResult Website(Guid website, HttpContext context, ProjectDirectory projects) =>
        ProjectAccessCheck.Stop(context, projects.ById(website), out var project) is { } stop ? new UmamiProblem(stop) : new JsonAnswer(json => WriteWebsite(json, project));

    private static void WriteWebsite(Utf8JsonWriter json, Project project)
    {
        json.WriteStartObject();
        json.WriteString("id", project.Id.Value);
        json.WriteString("name", project.Name);
        json.WriteString("domain", project.Domains is [var first, ..] ? first : null);
        json.WriteNull("shareId");
        json.WriteNull("resetAt");
        json.WriteNull("teamId");
        json.WriteNull("deletedAt");
        json.WriteEndObject();
    }

    private static void WriteUser(Utf8JsonWriter json, string name, ClaimsPrincipal caller)
    {
        var isAdmin = caller.AllowsEverywhere(Scopes.Read | Scopes.Manage);
        json.WriteString("id", name);
        json.WriteString("username", name);
        json.WriteString("role", isAdmin ? "admin" : "view-only");
        json.WriteBoolean("isAdmin", isAdmin);
    }

    private static string NameOf(ClaimsPrincipal caller) => caller.FindFirst(ClaimTypes.Name)?.Value ?? "token";

    private static string? TextOf(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
