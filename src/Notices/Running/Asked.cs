using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Footfall.Events;
using Footfall.Query;

namespace Footfall.Notices.Running;

/// <summary>Questions of one project, in the words of the query API.</summary>
internal sealed class Asked(LocalQuestions questions, Project project, CancellationToken cancellation)
{
    /// <exception cref="NoticeException">There is no answer.</exception>
    public async Task<JsonElement> AskAsync(JsonObject question)
    {
        question["site_id"] = project.Id.ToString();
        var (answer, error) = await questions.AskAsync(project, JsonSerializer.SerializeToElement(question), cancellation);
        if (answer is null) throw new NoticeException(error!);
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.Clone();
    }

    /// <summary>The names of the first dimension with the first metric.</summary>
    public async Task<IReadOnlyList<(string Name, long Number)>> RowsAsync(JsonObject question) =>
        [.. (await AskAsync(question)).GetProperty("results").EnumerateArray().Select(row => (row.GetProperty("dimensions")[0].GetString()!, Whole(row.GetProperty("metrics")[0])))];

    public static JsonArray Texts(params ReadOnlySpan<string> texts)
    {
        var array = new JsonArray();
        foreach (var text in texts) array.Add((JsonNode)text);
        return array;
    }

    public static JsonArray Between(DateOnly first, DateOnly last) => Texts(Iso(first), Iso(last));

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What is unknown counts as 0.</summary>
    public static double Number(JsonElement metric) => metric.ValueKind == JsonValueKind.Number ? metric.GetDouble() : 0;

    private static long Whole(JsonElement metric) => (long)Number(metric);
}
