using Footfall.AspNetCore;
using TimeTracker.Accounts;

namespace TimeTracker.Timers;

/// <summary>Projects and timers: <c>project.created</c>, <c>timer.started</c>, <c>timer.stopped</c>, with ids and durations, without names and notes.</summary>
internal static class TimerEndpoints
{
    private const int Longest = 500;

    public static void MapTimers(this IEndpointRouteBuilder routes)
    {
        var signedIn = routes.MapGroup("").RequireAccount();
        signedIn.MapPost("/projects", CreateProject);
        signedIn.MapPost("/projects/{project}/tasks", CreateTask);
        signedIn.MapPost("/timers", Start);
        signedIn.MapPost("/timers/{timer}/stop", Stop);
    }

    private static IResult CreateProject(Named given, TimeBook times, HttpContext http, ITrack track)
    {
        if (Refuse(given.Name) is { } refused) return refused;
        if (times.AddProject(http.Account(), given.Name!) is not { } id) return Results.Problem("There are too many projects.", statusCode: 409);
        track.TrackEvent("project.created", new() { ["project_id"] = id });
        return Results.Created((string?)null, new { id });
    }

    private static IResult CreateTask(string project, Named given, TimeBook times, HttpContext http)
    {
        if (Refuse(given.Name) is { } refused) return refused;
        return times.AddTask(http.Account(), project, given.Name!) is { } id ? Results.Created((string?)null, new { id }) : Results.Problem("There is no such project of yours, or it is full.", statusCode: 404);
    }

    private static IResult Start(Begun given, TimeBook times, HttpContext http, ITrack track)
    {
        if (given.Note is { Length: > Longest }) return Results.Problem($"note has {Longest} characters at most.", statusCode: 422);
        if (times.Start(http.Account(), given.Project ?? "", given.Task, given.Note) is not { } id) return Results.Problem("project and task have to be yours.", statusCode: 404);
        track.TrackEvent("timer.started", new() { ["project_id"] = given.Project, ["task_id"] = given.Task });
        return Results.Created((string?)null, new { id });
    }

    private static IResult Stop(string timer, TimeBook times, HttpContext http, ITrack track)
    {
        if (times.Stop(http.Account(), timer) is not { } entry) return Results.Problem("No such timer of yours runs.", statusCode: 404);
        track.TrackEvent("timer.stopped", new() { ["project_id"] = entry.Project, ["task_id"] = entry.Task, ["duration_seconds"] = (long)entry.Took!.Value.TotalSeconds }, new() { Duration = entry.Took });
        return Results.Ok(new { seconds = (long)entry.Took.Value.TotalSeconds });
    }

    private static IResult? Refuse(string? name) => name is { Length: > 0 and <= Longest } ? null : Results.Problem($"name has 1 to {Longest} characters.", statusCode: 422);

    public sealed record Named(string? Name);

    public sealed record Begun(string? Project, string? Task, string? Note);
}
