using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Footfall.Accounts.Keys;

/// <summary>What asks for the present password answers alike.</summary>
internal static class PasswordProblems
{
    /// <summary>403, not 401: the caller is signed in all the same.</summary>
    public static ProblemHttpResult Wrong() =>
        Problems.Of(StatusCodes.Status403Forbidden, "The password is wrong", "The present login key is missing or wrong.", "login_key", "Derive it from the present password as docs/api/accounts.md says.");
}
