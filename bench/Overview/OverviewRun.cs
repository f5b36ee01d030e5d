using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Footfall.Events;
using Footfall.Server;
using Footfall.Storage.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Footfall.Bench.Overview;

/// <summary>
/// The whole overview, asked over HTTP as a browser asks it (everything at once over six connections) of a server that keeps no answers, and in turn the
/// hand-written SQL on the same open store with the same number of threads, also everything at once. The rows of both must be equal. Then the same of a server
/// that keeps answers: opened for the first time, and again.
/// </summary>
internal static class OverviewRun
{
    private const int ConnectionsOfABrowser = 6;

    public static async Task<int> RunAsync(int rounds)
    {
        var settings = BenchHost.Settings();
        using var data = DataDirectory.Take(settings.DataDirectory);
        await RunAsync(settings with { QueryCacheMib = 0 }, data, rounds, keepsAnswers: false);
        await RunAsync(settings, data, rounds, keepsAnswers: true);
        return 0;
    }

    private static async Task RunAsync(ServerSettings settings, DataDirectory data, int rounds, bool keepsAnswers)
    {
        await using var app = await FootfallServer.BuildAsync(settings, data);
        var project = await BenchProject.EnsureAsync(app.Services);
        var reader = app.Services.GetRequiredService<EventStore>().Reader;
        var questions = OverviewQuestions.All(DateTime.SpecifyKind(TimeProvider.System.GetUtcNow().UtcDateTime.Date, DateTimeKind.Utc));
        await app.StartAsync();
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = ConnectionsOfABrowser };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(settings.Urls) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", settings.BootstrapToken);

        if (keepsAnswers) await AgainAsync(questions, client, reader, project, rounds);
        else await InTurnsAsync(questions, client, reader, project.Number, rounds);
        await app.StopAsync();
    }

    /// <summary>The first time is the one reading of it that a start gives; nothing but the file cache is warm.</summary>
    private static async Task AgainAsync(IReadOnlyList<OverviewQuestion> questions, HttpClient client, EventReader reader, Project project, int rounds)
    {
        Console.WriteLine(FormattableString.Invariant($"first_ms\t{await TimeAsync(() => AllAsync(questions, client)):0}"));
        var again = new List<double>();
        for (var round = 0; round < rounds; round++) again.Add(await TimeAsync(() => AllAsync(questions, client)));
        Console.WriteLine($"again_ms\t{Spread.Of(again).Text("0.0")}");
        await CompareAsync(questions, client, reader, project.Number);
        var funnel = FormattableString.Invariant($"funnel_ms\t{await TimeAsync(() => FunnelAsync(client, project, questions[0])):0}");
        Console.WriteLine(FormattableString.Invariant($"{funnel}\t{await TimeAsync(() => FunnelAsync(client, project, questions[0])):0.0}"));
    }

    /// <summary>Three steps within a day, over the days of a question of the overview.</summary>
    private static async Task FunnelAsync(HttpClient client, Project project, OverviewQuestion days)
    {
        var body = new JsonObject
        {
            ["date_range"] = days.Body["date_range"]!.DeepClone(),
            ["steps"] = new JsonArray(new JsonObject { ["page"] = "/" }, new JsonObject { ["page"] = "/blog/**" }, new JsonObject { ["event"] = "account.created" }),
            ["window"] = "1d",
        };
        using var answer = await client.PostAsJsonAsync($"/api/v1/projects/{project.Id}/funnels", body);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"The funnel was refused: {await answer.Content.ReadAsStringAsync()}");
        await answer.Content.ReadAsByteArrayAsync();
    }

    private static Task AllAsync(IReadOnlyList<OverviewQuestion> questions, HttpClient client) => Task.WhenAll(questions.Select(question => AskAsync(client, question)));

    private static async Task InTurnsAsync(IReadOnlyList<OverviewQuestion> questions, HttpClient client, EventReader reader, ProjectNumber project, int rounds)
    {
        await CompareAsync(questions, client, reader, project);
        var (asked, byHand, ratios) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            asked.Add(await TimeAsync(() => AllAsync(questions, client)));
            byHand.Add(await TimeAsync(() => Task.WhenAll(questions.Select(question => ByHandAsync(reader, project, question)))));
            ratios.Add(asked[^1] / byHand[^1]);
        }

        Console.WriteLine($"overview_ms\t{Spread.Of(asked).Text("0")}");
        Console.WriteLine($"by_hand_ms\t{Spread.Of(byHand).Text("0")}");
        Console.WriteLine($"ratio\t{Spread.Of(ratios).Text("0.00")}");
        await EachAsync(questions, client, reader, project);
    }

    /// <summary>The first round: both answers of each question, row by row. It also warms the store for both.</summary>
    private static async Task CompareAsync(IReadOnlyList<OverviewQuestion> questions, HttpClient client, EventReader reader, ProjectNumber project)
    {
        foreach (var question in questions)
        {
            var asked = await AskAsync(client, question);
            var byHand = await ByHandAsync(reader, project, question);
            if (!asked.SequenceEqual(byHand))
                throw new InvalidOperationException($"The answers to '{question.Name}' differ:\n{string.Join('\n', asked)}\nby hand:\n{string.Join('\n', byHand)}");
        }
    }

    /// <summary>Each question alone, to see where the time goes.</summary>
    private static async Task EachAsync(IReadOnlyList<OverviewQuestion> questions, HttpClient client, EventReader reader, ProjectNumber project)
    {
        foreach (var question in questions)
        {
            var asked = await TimeAsync(() => AskAsync(client, question));
            var byHand = await TimeAsync(() => ByHandAsync(reader, project, question));
            Console.WriteLine(FormattableString.Invariant($"question\t{question.Name}\t{asked:0}\t{byHand:0}"));
        }
    }

    private static async Task<string[]> AskAsync(HttpClient client, OverviewQuestion question)
    {
        using var answer = await client.PostAsJsonAsync("/api/v2/query", question.Body);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"'{question.Name}' was refused: {text}");
        return [.. JsonNode.Parse(text)!["results"]!.AsArray().Select(row => Row([.. Cells(row!["dimensions"]), .. Cells(row["metrics"])]))];
    }

    private static async Task<string[]> ByHandAsync(EventReader reader, ProjectNumber project, OverviewQuestion question)
    {
        var answer = await reader.QueryAsync(question.Sql, [project.Value, question.From, question.To], QueryLimits.Default, default);
        return [.. answer.Rows.Select(row => Row(row.Select(Cell)))];
    }

    private static IEnumerable<string> Cells(JsonNode? cells) => cells?.AsArray().Select(cell => cell?.ToString() ?? "null") ?? [];

    private static string Cell(object? value) => value switch
    {
        DateTime day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "null",
    };

    private static string Row(IEnumerable<string> cells) => string.Join(" | ", cells);

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalMilliseconds;
    }
}
