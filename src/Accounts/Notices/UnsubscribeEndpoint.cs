using System.Security.Cryptography;
using System.Text;
using Footfall.Accounts.Audit;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Notices;

/// <summary>
/// <c>POST /api/v1/unsubscribe</c>: ends a notice for one address, by the link that stands in each letter to it. Mail programs send it themselves (RFC 8058), so
/// everything is in the address and the body is not looked at.
/// </summary>
internal static class UnsubscribeEndpoint
{
    private const string Purpose = "footfall/unsubscribe/v1";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/unsubscribe", EndAsync).WithMetadata(new ReadsNoCookies(), new BodyLimit(4096));

    public static string ProofOf(ServerSecret secret, Guid notice, string address) => WebEncoders.Base64UrlEncode(secret.Mac(Purpose, $"{notice}:{address.ToLowerInvariant()}"));

    private static async Task<IResult> EndAsync(HttpContext context, ServerSecret secret, ControlDatabase database, AuditLog audit, CancellationToken cancellation)
    {
        var query = context.Request.Query;
        var (address, proof) = (query["address"].ToString(), query["proof"].ToString());
        if (!Guid.TryParse(query["notice"], out var id) || address.Length is 0 or > 254
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(ProofOf(secret, id, address)), Encoding.UTF8.GetBytes(proof)))
            return Problems.Of(StatusCodes.Status403Forbidden, "Not this link", "The link is not one that was sent to this address.", "proof", "Open the link of the e-mail as it stands there.");
        await using var control = database.Connect();
        // One that is gone is as good as ended.
        if (await control.Notices.SingleOrDefaultAsync(n => n.Id == id, cancellation) is not { } row || row.Unsubscribed.Contains(address, StringComparer.OrdinalIgnoreCase)) return TypedResults.NoContent();
        row.Unsubscribed = [.. row.Unsubscribed, address];
        await control.NoticeLetters.Where(l => l.NoticeId == id && l.State == "waiting" && l.Output == $"email:{address}").ExecuteDeleteAsync(cancellation);
        await audit.AppendAsync(control, "recipient", "notice.unsubscribed", row.ProjectId, row.Name, cancellation);
        return TypedResults.NoContent();
    }
}
