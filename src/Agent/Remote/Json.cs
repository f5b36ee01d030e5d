using System.Buffers.Text;
using System.Text.Json;

namespace Footfall.Agent.Remote;

/// <summary>Reads members of the server's answers. What is missing or other than it should be is the server's fault, and told as that.</summary>
internal static class Json
{
    public static string Text(this JsonElement of, string name) => Optional(of, name) ?? throw Fault(name);

    /// <summary>Null where it is absent or null.</summary>
    public static string? Optional(this JsonElement of, string name) => Find(of, name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw Fault(name),
    };

    public static byte[] Bytes(this JsonElement of, string name) => OptionalBytes(of, name) ?? throw Fault(name);

    public static byte[]? OptionalBytes(this JsonElement of, string name)
    {
        if (Optional(of, name) is not { } text) return null;
        return Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : throw Fault(name);
    }

    public static Guid Id(this JsonElement of, string name) => Guid.TryParse(Text(of, name), out var id) ? id : throw Fault(name);

    public static long Number(this JsonElement of, string name) => Find(of, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : throw Fault(name);

    public static long? OptionalNumber(this JsonElement of, string name) => Find(of, name) is null or { ValueKind: JsonValueKind.Null } ? null : Number(of, name);

    public static IEnumerable<JsonElement> Items(this JsonElement of, string name) => Find(of, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : throw Fault(name);

    public static IReadOnlyList<string> Texts(this JsonElement of, string name) => [.. Items(of, name).Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Fault(name))];

    private static JsonElement? Find(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var found) ? found : null;

    private static AgentException Fault(string name) => new($"The server's answer has no usable \"{name}\": it may be of another version.");
}
