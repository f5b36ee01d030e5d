using System.Text.Json;

namespace Footfall.Agent.Digests;

/// <summary>What a digest has found: a subject, a text for people, and the answers as JSON for programs.</summary>
public sealed record Report(string Name, string Subject, string Text, byte[] Json, DateTimeOffset At)
{
    /// <param name="answers">As the query API gives them, one for each that was asked.</param>
    /// <param name="remark">A line ahead of the answers.</param>
    public static Report Of(Digest digest, string project, IReadOnlyList<AskedQuestion> asked, IReadOnlyList<JsonElement> answers, string? remark, DateTimeOffset at)
    {
        var subject = digest.IsAlert ? $"Alert: {digest.Name}, {project}" : $"{digest.Name}, {project}";
        var tables = asked.Zip(answers, (question, answer) => ReportTable.Write(question, answer));
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("name", digest.Name);
            json.WriteString("project", project);
            json.WriteString("at", at.UtcDateTime);
            if (remark is not null) json.WriteString("remark", remark);
            json.WriteStartArray("answers");
            foreach (var (question, answer) in asked.Zip(answers))
            {
                json.WriteStartObject();
                json.WriteString("title", question.Title);
                json.WritePropertyName("answer");
                answer.WriteTo(json);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new Report(digest.Name, subject, $"# {subject}\n\n{(remark is null ? "" : remark + "\n\n")}{string.Join("\n", tables)}", output.ToArray(), at);
    }
}
