using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Footfall.Accounts;

/// <summary>RFC 9457 problem documents that name the field and the remedy.</summary>
internal static class Problems
{
    public static ProblemHttpResult Of(int status, string title, string detail, string? field = null, string? remedy = null) =>
        TypedResults.Problem(detail, statusCode: status, title: title, extensions: new Dictionary<string, object?>
        {
            ["field"] = field,
            ["remedy"] = remedy,
        });

    public static ProblemHttpResult Invalid(string field, string detail, string remedy) =>
        Of(StatusCodes.Status422UnprocessableEntity, "The request cannot be carried out", detail, field, remedy);

    public static ProblemHttpResult Conflict(string field, string detail, string remedy) =>
        Of(StatusCodes.Status409Conflict, "This is taken already", detail, field, remedy);

    /// <summary>What is asked for would undo what was promised.</summary>
    public static ProblemHttpResult Settled(string field, string detail, string remedy) =>
        Of(StatusCodes.Status409Conflict, "This cannot be changed", detail, field, remedy);

    /// <summary>Who has left a vault still holds its key, and nothing new is to be sealed to it.</summary>
    public static ProblemHttpResult RotationDue() => TypedResults.Problem(
        "Somebody has left the vault and still holds its key.", statusCode: StatusCodes.Status409Conflict, title: "The vault's key must be replaced first",
        extensions: new Dictionary<string, object?>
        {
            ["code"] = "rotation_due",
            ["field"] = null,
            ["remedy"] = "Let an owner or admin of the vault replace its key: by the vault's page in the dashboard, or by an entry 'rotate' of its log.",
        });

    /// <summary>What is to be replaced is another than the caller has read.</summary>
    public static ProblemHttpResult Overtaken(int revision) =>
        Of(StatusCodes.Status412PreconditionFailed, "Somebody was faster", $"It is at revision {revision}.", "If-Match", "Read it again and change what is there now.");

    /// <summary>Without it, the later of two changes would take the earlier one back unseen.</summary>
    public static ProblemHttpResult NeedsRevision() =>
        Of(StatusCodes.Status428PreconditionRequired, "Say what is to be changed", "The revision that the caller has read is missing.", "If-Match", "Send the ETag of the answer that was read, such as If-Match: \"1\".");

    public static ProblemHttpResult NotFound(string what) =>
        Of(StatusCodes.Status404NotFound, $"There is no such {what}", $"The {what} does not exist, or this caller may not see it.", remedy: "Check the id in the address.");

    public static ProblemHttpResult SignedOut() =>
        Of(StatusCodes.Status401Unauthorized, "Sign in first", "This needs a signed-in account or a token.", remedy: "Sign in, or send Authorization: Bearer <token>.");

    public static ProblemHttpResult Forbidden(string needed) =>
        Of(StatusCodes.Status403Forbidden, "Not allowed", $"This needs the scope '{needed}'.", remedy: $"Use an account or a token that has '{needed}' on the project.");

    public static ProblemHttpResult OnlyForAccounts() =>
        Of(StatusCodes.Status403Forbidden, "Not allowed", "This belongs to an account; a token is nobody's.", remedy: "Sign in with an account.");

    /// <summary>What a member of a vault lacks.</summary>
    public static ProblemHttpResult RoleTooLow(string needed) =>
        Of(StatusCodes.Status403Forbidden, "Not allowed", $"This needs the role '{needed}' in the vault.", remedy: "Ask an owner of the vault.");

    public static ProblemHttpResult TooMany(HttpContext context, TimeSpan retryAfter)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds));
        var wait = seconds < 120 ? $"{seconds} seconds" : $"{(seconds + 59) / 60} minutes";
        context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Of(StatusCodes.Status429TooManyRequests, "Too many attempts", "Too many attempts for this account or from this address.", remedy: $"Try again in {wait}; Retry-After says it in seconds.");
    }
}
