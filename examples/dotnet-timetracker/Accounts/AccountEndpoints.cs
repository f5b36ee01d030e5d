using Footfall.AspNetCore;

namespace TimeTracker.Accounts;

/// <summary>Signing up, in and out: <c>auth.login</c>, <c>auth.login_failed</c>, <c>auth.logout</c>.</summary>
internal static class AccountEndpoints
{
    private const string Method = "password";
    private const int Longest = 100;

    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/accounts", Register);
        routes.MapPost("/auth/login", SignIn);
        routes.MapPost("/auth/logout", SignOut);
    }

    private static IResult Register(Credentials given, AccountBook accounts)
    {
        if (Refuse(given) is { } refused) return refused;
        return accounts.Register(given.Name!, given.Password!) is null ? Results.Problem("name is taken: choose another.", statusCode: 409) : Results.Created();
    }

    private static IResult SignIn(Credentials given, AccountBook accounts, HttpContext http, ITrack track)
    {
        if (Refuse(given) is { } refused) return refused;
        var (session, refusal) = accounts.SignIn(given.Name!, given.Password!);
        if (session is null)
        {
            track.TrackEvent("auth.login_failed", new() { ["method"] = Method, ["reason"] = refusal });
            track.LogEvent("auth.login_failed", new() { ["reason"] = refusal }, LogLevel.Warning);
            // Which of the two it was is not told to who asks.
            return Results.Problem("name and password do not fit, or too many did not before.", statusCode: 401);
        }

        http.Response.Cookies.Append(SignedIn.Cookie, session, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps });
        track.TrackEvent("auth.login", new() { ["method"] = Method });
        return Results.NoContent();
    }

    private static IResult SignOut(AccountBook accounts, HttpContext http, ITrack track)
    {
        if (http.AccountOrNull() is null) return Results.NoContent();
        accounts.SignOut(http.Request.Cookies[SignedIn.Cookie]!);
        http.Response.Cookies.Delete(SignedIn.Cookie);
        track.TrackEvent("auth.logout");
        return Results.NoContent();
    }

    private static IResult? Refuse(Credentials given) =>
        given.Name is { Length: > 0 and <= Longest } && given.Password is { Length: > 0 and <= Longest } ? null : Results.Problem($"name and password have 1 to {Longest} characters.", statusCode: 422);

    public sealed record Credentials(string? Name, string? Password);
}
