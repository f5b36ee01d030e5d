using System.Buffers.Text;
using System.Globalization;
using Footfall.Sealing.Signatures;

namespace Footfall.Sealing.Segments;

/// <summary>
/// One entry of an epoch's chain: a segment that was put in the place of envelopes or other segments, or the undoing of one. Its shape is right;
/// only <see cref="SegmentChain"/> says whether it may stand.
/// </summary>
public sealed class Manifest
{
    private static readonly string[] Always = ["by", "epoch", "kind", "log", "previous", "project", "segment", "sequence", "time"];
    private static readonly string[] OfSegment = ["consumed", "envelopes", "first_hour", "form", "hash", "last_hour", "replaces", "rows", "schema", "storage"];
    private const string Undo = "undo";
    private const string Put = "segment";
    private readonly Dictionary<string, object> _fields;

    private Manifest(Dictionary<string, object> fields) => _fields = fields;

    public Guid Project => Guid.Parse(Text("project"));
    public Guid By => Guid.Parse(Text("by"));
    public string Epoch => Text("epoch");

    /// <summary>The segment that is put or undone.</summary>
    public string Segment => Text("segment");

    public bool IsUndo => Text("kind") == Undo;
    public long Sequence => Number("sequence");
    public string Previous => Text("previous");
    public long Time => Number("time");

    /// <summary>How many entries the vault's membership log had for the signer.</summary>
    public long LogLength => Number("log");

    /// <summary>Hash of the segment's bytes; empty for an undoing.</summary>
    public string Hash => IsUndo ? "" : Text("hash");

    public IReadOnlyList<string> Replaces => IsUndo || Text("replaces").Length == 0 ? [] : Text("replaces").Split(' ');

    /// <summary>Null for an undoing.</summary>
    public SegmentDescription? Description => IsUndo ? null : new SegmentDescription
    {
        Form = Text("form"),
        Schema = Number("schema"),
        Storage = Text("storage"),
        Rows = Number("rows"),
        FirstHour = Number("first_hour"),
        LastHour = Number("last_hour"),
        Envelopes = Number("envelopes"),
        Consumed = Text("consumed"),
        Replaces = Replaces,
    };

    /// <summary>Null where the shape is wrong.</summary>
    public static Manifest? Read(ReadOnlySpan<byte> bytes)
    {
        if (CanonicalJson.Read(bytes) is not { } fields || fields.GetValueOrDefault("kind") is not (Put or Undo)) return null;
        var expected = (string)fields["kind"] == Put ? Always.Concat(OfSegment) : Always;
        return fields.Keys.ToHashSet().SetEquals(expected) && fields.All(field => IsRight(field.Key, field.Value)) && Agrees(fields) ? new Manifest(fields) : null;
    }

    /// <summary>What the content is sealed with: all but its own hash.</summary>
    internal byte[] WithoutHash() => CanonicalJson.Write(_fields.Where(field => field.Key != "hash").ToDictionary());

    internal static Dictionary<string, object> FieldsOf(SegmentDescription description) => new()
    {
        ["kind"] = Put,
        ["form"] = description.Form,
        ["schema"] = description.Schema,
        ["storage"] = description.Storage,
        ["rows"] = description.Rows,
        ["first_hour"] = description.FirstHour,
        ["last_hour"] = description.LastHour,
        ["envelopes"] = description.Envelopes,
        ["consumed"] = description.Consumed,
        ["replaces"] = string.Join(' ', description.Replaces),
    };

    internal static Dictionary<string, object> FieldsOfUndo() => new() { ["kind"] = Undo };

    private string Text(string name) => (string)_fields[name];

    private long Number(string name) => (long)_fields[name];

    private static bool IsRight(string name, object value) => name switch
    {
        "by" or "project" => value is string text && Guid.TryParseExact(text, "D", out var id) && id.ToString("D", CultureInfo.InvariantCulture) == text,
        "log" or "sequence" or "time" or "envelopes" or "first_hour" or "last_hour" or "rows" or "schema" => value is long,
        "epoch" => IsBytes(value, 8),
        "segment" => IsBytes(value, 16),
        "hash" => IsBytes(value, 32),
        "previous" or "consumed" => value is "" || IsBytes(value, 32),
        "replaces" => value is "" || (value is string list && list.Split(' ').All(id => IsBytes(id, 16))),
        "form" => value is "duckdb" or "arrow",
        _ => value is string,
    };

    private static bool Agrees(Dictionary<string, object> fields) =>
        (string)fields["kind"] == Undo || ((long)fields["first_hour"] <= (long)fields["last_hour"] && (long)fields["envelopes"] == 0 == ((string)fields["consumed"] == ""));

    private static bool IsBytes(object value, int length)
    {
        if (value is not string text || !Base64Url.IsValid(text, out var decoded) || decoded != length) return false;
        return Base64Url.EncodeToString(Base64Url.DecodeFromChars(text)) == text;
    }
}
