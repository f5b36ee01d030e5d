using System.Globalization;
using System.Text;
using System.Text.Json;
using Footfall.Events;
using Footfall.Ingestion.Sealed;
using Footfall.Testing;

namespace Footfall.Ingestion.Tests.Sealed;

/// <summary>The inputs of one case: a project, and opened messages in the order in which they come.</summary>
internal sealed class RowCase(JsonElement json, int number)
{
    public string Name => json.GetProperty("name").GetString()!;

    public string? Answer => json.TryGetProperty("answer", out var answer) ? answer.GetRawText() : null;

    public Project Project => Some.ProjectNumbered(number, json.GetProperty("identity").GetString() == "identified" ? TrustMode.Identified : TrustMode.Anonymous) with
    {
        AllowedHosts = List("allowed_hosts"),
        RedactedParameters = List("redacted_parameters"),
        RetentionDays = json.TryGetProperty("retention_days", out var days) ? days.GetInt32() : null,
    };

    public IEnumerable<RowMessage> Messages => json.GetProperty("messages").EnumerateArray().Select(one => new RowMessage(one));

    private string[] List(string name) =>
        json.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(one => one.GetString()!)] : [];
}

/// <summary>An opened message and its note.</summary>
internal sealed class RowMessage(JsonElement json)
{
    public string Envelope => json.GetProperty("envelope").GetString()!;

    /// <summary>As <c>CompactEvents.Expand</c> writes it.</summary>
    public byte[] Body => Encoding.UTF8.GetBytes($"{{\"events\":{json.GetProperty("events").GetRawText()}}}");

    public SealedNote Note
    {
        get
        {
            var note = json.GetProperty("note");
            var visitor = Text(note, "visitor");
            return new SealedNote(
                DateTime.UnixEpoch.AddMilliseconds(note.GetProperty("received").GetInt64()),
                new Place(Text(note, "country"), Text(note, "region"), Text(note, "city")),
                visitor is null ? null : new VisitorId(ulong.Parse(visitor, CultureInfo.InvariantCulture)),
                Text(note, "bot_reason"),
                note.GetProperty("opted_out").GetBoolean());
        }
    }

    private static string? Text(JsonElement note, string name) => note.TryGetProperty(name, out var said) ? said.GetString() : null;
}
