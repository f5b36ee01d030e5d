using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Footfall.Agent.Digests;

/// <summary>An answer as a table in Markdown.</summary>
internal static class ReportTable
{
    public static string Write(AskedQuestion question, JsonElement answer)
    {
        var text = new StringBuilder().Append("## ").Append(question.Title).Append("\n\n");
        List<string> heads = [.. Names(question.Question, "dimensions"), .. Names(question.Question, "metrics")];
        text.Append("| ").AppendJoin(" | ", heads).Append(" |\n|").Insert(text.Length, "---|", heads.Count).Append('\n');
        foreach (var row in answer.GetProperty("results").EnumerateArray())
            text.Append("| ").AppendJoin(" | ", row.GetProperty("dimensions").EnumerateArray().Concat(row.GetProperty("metrics").EnumerateArray()).Select(Cell)).Append(" |\n");
        return text.ToString();
    }

    private static IEnumerable<string> Names(JsonElement question, string of) => question.TryGetProperty(of, out var names) ? names.EnumerateArray().Select(Cell) : [];

    /// <summary>Values are what senders wrote: none of them ends its cell or its line.</summary>
    private static string Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.Number => value.GetDouble().ToString("0.##", CultureInfo.InvariantCulture),
        JsonValueKind.String => string.Concat(value.GetString()!.Select(sign => char.IsControl(sign) ? ' ' : sign)).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal),
        _ => value.TryGetProperty("short", out var shown) ? Cell(shown) : value.GetRawText(),
    };
}
