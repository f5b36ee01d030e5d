using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Footfall.Ingestion.Tests.Sealed;

/// <summary>
/// <c>schema/vectors/rows.json</c>. Inputs are written by hand; what becomes of them is written by the tests when the environment variable
/// <c>FOOTFALL_WRITE_VECTORS</c> is 1, and compared otherwise.
/// </summary>
internal static class RowVectors
{
    public static bool Writes => Environment.GetEnvironmentVariable("FOOTFALL_WRITE_VECTORS") == "1";

    private static string FilePath => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../../schema/vectors/rows.json"));

    public static JsonElement Read() => JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(FilePath));

    /// <summary>Writes the file anew with other answers, given as JSON in the order of the cases. Inputs stay byte for byte, since it matters how they are escaped.</summary>
    public static void Write(JsonElement vectors, IReadOnlyList<string> answers)
    {
        var text = new StringBuilder("{\n  \"about\": ").Append(vectors.GetProperty("about").GetRawText()).Append(",\n  \"cases\": [\n");
        var cases = vectors.GetProperty("cases").EnumerateArray().ToList();
        for (var i = 0; i < cases.Count; i++)
        {
            var inputs = cases[i].EnumerateObject().Where(one => one.Name != "answer").Select(one => $"\"{one.Name}\": {one.Value.GetRawText()}");
            text.Append("    { ").AppendJoin(", ", inputs).Append(",\n      \"answer\": ").Append(answers[i]).Append(i < cases.Count - 1 ? " },\n" : " }\n");
        }

        File.WriteAllText(FilePath, text.Append("  ]\n}\n").ToString());
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
