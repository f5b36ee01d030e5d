using System.Buffers.Text;
using System.Globalization;
using Footfall.Sealing.Signatures;

namespace Footfall.Sealing.Streams;

/// <summary>
/// What is signed for one item of a derived stream: its place, and the hash of its bytes. A server reads it, so it says nothing of any event. Its shape is right;
/// only <see cref="StreamChain"/> says whether it may stand.
/// </summary>
public sealed class StreamEntry
{
    internal const string Kind = "item";

    /// <summary>Bytes of a stream's id.</summary>
    public const int IdBytes = 16;

    private static readonly string[] Names = ["by", "first", "hash", "key", "kind", "log", "previous", "project", "sequence", "stream", "time"];
    private readonly Dictionary<string, object> _fields;

    private StreamEntry(Dictionary<string, object> fields) => _fields = fields;

    public Guid Project => Guid.Parse(Text("project"));
    public Guid By => Guid.Parse(Text("by"));

    /// <summary>Sixteen random bytes as base64url.</summary>
    public string Stream => Text("stream");

    public long Sequence => Number("sequence");
    public string Previous => Text("previous");
    public long Time => Number("time");

    /// <summary>The oldest item that has to be there still: those before it were let go of by who signed this.</summary>
    public long First => Number("first");

    /// <summary>The version of the vault's key that the item is wrapped under.</summary>
    public long KeyVersion => Number("key");

    /// <summary>How many entries the vault's membership log had for the signer.</summary>
    public long LogLength => Number("log");

    /// <summary>Of the wrapped bytes.</summary>
    public string Hash => Text("hash");

    /// <summary>Null where the shape is wrong.</summary>
    public static StreamEntry? Read(ReadOnlySpan<byte> bytes)
    {
        if (CanonicalJson.Read(bytes) is not { } fields || !fields.Keys.ToHashSet().SetEquals(Names) || !fields.All(field => IsRight(field.Key, field.Value))) return null;
        var entry = new StreamEntry(fields);
        return entry.First <= entry.Sequence && entry.KeyVersion is >= 1 and <= int.MaxValue && (entry.Sequence == 0) == (entry.Previous == "") ? entry : null;
    }

    private string Text(string name) => (string)_fields[name];

    private long Number(string name) => (long)_fields[name];

    private static bool IsRight(string name, object value) => name switch
    {
        "kind" => value is Kind,
        "by" or "project" => value is string text && Guid.TryParseExact(text, "D", out var id) && id.ToString("D", CultureInfo.InvariantCulture) == text,
        "stream" => IsBytes(value, IdBytes),
        "hash" => IsBytes(value, 32),
        "previous" => value is "" || IsBytes(value, 32),
        _ => value is long,
    };

    private static bool IsBytes(object value, int length)
    {
        if (value is not string text || !Base64Url.IsValid(text, out var decoded) || decoded != length) return false;
        return Base64Url.EncodeToString(Base64Url.DecodeFromChars(text)) == text;
    }
}
