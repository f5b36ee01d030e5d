namespace TimeTracker.Accounts;

/// <summary>Whose request it is, by the cookie.</summary>
internal static class SignedIn
{
    public const string Cookie = "tracker";
    private static readonly object Key = new();

    public static Task ReadAsync(HttpContext http, RequestDelegate next)
    {
        if (http.RequestServices.GetRequiredService<AccountBook>().AccountOf(http.Request.Cookies[Cookie]) is { } account) http.Items[Key] = account;
        return next(http);
    }

    public static Guid? AccountOrNull(this HttpContext http) => http.Items[Key] as Guid?;

    /// <summary>For endpoints that want somebody.</summary>
    public static RouteGroupBuilder RequireAccount(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter(async (context, next) => context.HttpContext.AccountOrNull() is null ? Results.Problem("Sign in first.", statusCode: 401) : await next(context));
        return group;
    }

    public static Guid Account(this HttpContext http) => http.AccountOrNull() ?? throw new InvalidOperationException("The endpoint lacks RequireAccount.");
}
