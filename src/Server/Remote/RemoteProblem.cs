using Microsoft.AspNetCore.Http;

namespace Footfall.Server.Remote;

internal static class RemoteProblem
{
    public static IResult Of(int status, string title, string detail, string? field, string remedy) =>
        TypedResults.Problem(detail, statusCode: status, title: title, extensions: new Dictionary<string, object?> { ["field"] = field, ["remedy"] = remedy });

    public static IResult NotOurs(string detail) =>
        Of(StatusCodes.Status403Forbidden, "Refused as a cross-site request", detail, "Origin", "Send the request from the dashboard's own pages.");

    /// <summary>502 tells the dashboard to ask again until the server is back.</summary>
    public static IResult Unreachable(RemoteServer server, Exception failure) => Of(
        StatusCodes.Status502BadGateway, "The server cannot be reached", $"{server.Origin} does not answer: {failure.Message}", null, "Check the address given to --server, and that the server runs.");

    /// <summary>Not 502: asking again would not help, and somebody should look.</summary>
    public static IResult NotData(RemoteServer server, string request, string found) => Of(
        StatusCodes.Status500InternalServerError, "The server sent something that is no data", $"{server.Origin} answered {request} with {found}. Nothing of it was passed on.", null,
        "Check the address given to --server. If it is right, somebody may have changed that server.");
}
