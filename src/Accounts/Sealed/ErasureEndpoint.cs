using System.Text;
using System.Text.Json;
using Footfall.Accounts.Audit;
using Footfall.Accounts.Sessions;
using Footfall.Accounts.Vaults;
using Footfall.Events;
using Footfall.Sealing.Signatures;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Footfall.Accounts.Sealed;

/// <summary>
/// Who erases a visitor of a sealed project writes anew what holds them, which the server cannot tell from any other swap. The signed statement of it goes into
/// the audit log, where it can be held against the chain of segments.
/// </summary>
internal static class ErasureEndpoint
{
    /// <summary>A segment's id has 22 characters, and an erasure may touch hundreds.</summary>
    private const int LongestStatement = 32 * 1024;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/projects/{project:guid}/erasures", Keep).WithMetadata(new BodyLimit(2 * LongestStatement));

    private static async Task<IResult> Keep(
        Guid project, ErasureBody request, HttpContext context, ControlDatabase database, ProjectDirectory projects, AuditLog audit, CancellationToken cancellation)
    {
        if (ProjectGate.CheckSealed(context, projects, project, Scopes.Manage, out var found) is { } refusal) return refusal;
        if (SignedIn.Member(context.User) is not { } caller || found.Vault is not { } vault) return Problems.OnlyForAccounts();
        if (request.Statement is not { Length: > 0 and <= LongestStatement } statement || !IsErasure(statement, project, caller))
            return Problems.Invalid("statement", "This is no statement of the caller's about an erasure in this project.", "Write it as docs/formats/sealed.md says.");
        await using var control = database.Connect();
        var member = (await VaultLogs.ReadAsync(control, vault, cancellation)).Find(caller);
        if (Binary.Read(request.Signature, SigningKey.SignatureBytes, SigningKey.SignatureBytes) is not { } signature
            || member is null || !SigningKey.Verify(member.SignKey, Encoding.UTF8.GetBytes(statement), signature))
            return Problems.Invalid("signature", "The caller did not sign this.", "Sign the statement with the key that the vault's log has for you.");
        await audit.AppendAsync(control, context.User.Identity!.Name!, "project.visitor_erased", project, $"{statement} {request.Signature}", cancellation);
        return TypedResults.NoContent();
    }

    private static bool IsErasure(string statement, Guid project, Guid caller)
    {
        try
        {
            using var document = JsonDocument.Parse(statement);
            var said = document.RootElement;
            return said.GetProperty("kind").GetString() == "erasure" && said.GetProperty("project").GetGuid() == project && said.GetProperty("by").GetGuid() == caller;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return false; // The caller says that it is none.
        }
    }
}
