using System.Text.Json;
using Footfall.Accounts.Audit;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Tokens;

internal static class TokenEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var tokens = routes.MapGroup("/api/v1/tokens").AddEndpointFilter(OnlyForManagersOfEverything);
        tokens.MapGet("", List);
        tokens.MapPost("", Create);
        tokens.MapDelete("/{id:guid}", Remove);
    }

    private static async ValueTask<object?> OnlyForManagersOfEverything(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var caller = invocation.HttpContext.User;
        if (caller.Identity?.IsAuthenticated != true) return Problems.SignedOut();
        return caller.AllowsEverywhere(Scopes.Manage) ? await next(invocation) : Problems.Forbidden("manage");
    }

    private static async Task<IResult> List(ControlDatabase database, ProjectDirectory projects, CancellationToken cancellation)
    {
        await using var control = database.Connect();
        var rows = await control.Tokens.AsNoTracking().Where(t => t.Scopes != Scopes.None).OrderBy(t => t.CreatedAt).ToListAsync(cancellation);
        return TypedResults.Ok(new TokenList([.. rows.Select(row => ToAnswer(row, projects))]));
    }

    private static async Task<IResult> Create(
        CreateToken request, HttpContext context, ControlDatabase database, ProjectDirectory projects, TokenStore tokens, AuditLog audit, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 100) return Problems.Invalid("name", "The name is missing or longer than 100 characters.", "Say what the token is for.");
        if (ParseScopes(request.Scopes) is not { } scopes) return Problems.Invalid("scopes", "The scopes are missing or unknown.", "Give a list of read, write, manage.");
        if (!TryParseProjects(request.Projects, projects, out var numbers)) return Problems.Invalid("projects", "The projects are missing or unknown.", "Give a list of project ids, or \"*\" for all.");
        await using var control = database.Connect();
        var (row, value) = await tokens.CreateAsync(control, request.Name.Trim(), scopes, numbers, null, cancellation);
        await audit.AppendAsync(control, context.User.Identity!.Name!, "token.created", null, row.Name, cancellation);
        return TypedResults.Created($"/api/v1/tokens/{row.Id}", ToAnswer(row, projects) with { Token = value });
    }

    private static async Task<IResult> Remove(Guid id, HttpContext context, ControlDatabase database, TokenStore tokens, AuditLog audit, CancellationToken cancellation)
    {
        await using var control = database.Connect();
        if (!await tokens.RemoveAsync(control, id, cancellation)) return Problems.NotFound("token");
        await audit.AppendAsync(control, context.User.Identity!.Name!, "token.removed", null, id.ToString(), cancellation);
        return TypedResults.NoContent();
    }

    private static Scopes? ParseScopes(IReadOnlyList<string>? names)
    {
        if (names is not { Count: > 0 and <= 3 }) return null;
        var scopes = Scopes.None;
        foreach (var name in names)
        {
            if (name is not ("read" or "write" or "manage")) return null;
            scopes |= Enum.Parse<Scopes>(name, ignoreCase: true);
        }

        return scopes;
    }

    private static bool TryParseProjects(JsonElement? given, ProjectDirectory projects, out List<int>? numbers)
    {
        numbers = null;
        if (given is not { } element) return false;
        if (element.ValueKind == JsonValueKind.String) return element.ValueEquals("*");
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() is 0 or > 1000) return false;
        numbers = [];
        foreach (var item in element.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || !item.TryGetGuid(out var id) || projects.ById(id) is not { } project) return false;
            numbers.Add(project.Number.Value);
        }

        return true;
    }

    private static TokenAnswer ToAnswer(TokenRow row, ProjectDirectory projects) => new(
        row.Id, row.Name, row.Prefix, [.. Enum.GetValues<Scopes>().Where(s => s != Scopes.None && row.Scopes.HasFlag(s)).Select(s => s.ToString().ToLowerInvariant())],
        row.Projects?.Select(number => projects.ByNumber(new ProjectNumber(number))?.Id.Value).OfType<Guid>().ToList(), row.CreatedAt, row.LastUsedAt);
}
