using System.Text;

namespace Footfall.Server.Tests.Contract;

/// <summary>A body that no client of good will sends.</summary>
internal sealed record HostileBody(string Name, byte[] Bytes, string Type = "application/json")
{
    /// <summary>Members that endpoints ask for, so that what is hostile stands where something is expected.</summary>
    private static readonly string[] Members =
        ["key", "events", "project", "name", "site_id", "metrics", "date_range", "email", "login_key", "token", "scopes", "domains", "signature", "manifest", "steps", "entry", "id", "plan"];

    public static IReadOnlyList<HostileBody> All { get; } =
    [
        new("nothing", []),
        new("another content type", "{}"u8.ToArray(), "application/x-www-form-urlencoded"),
        new("no content type that there is", "{}"u8.ToArray(), "x/y"),
        new("cut off", """{"name":"x","events":[{"na"""u8.ToArray()),
        new("null", "null"u8.ToArray()),
        new("an array", "[[],{}]"u8.ToArray()),
        new("200 levels", Encoding.ASCII.GetBytes($$"""{"events":{{new string('[', 200)}}{{new string(']', 200)}}}""")),
        new("200 levels in each member", Each(new string('[', 200) + new string(']', 200))),
        new("huge numbers", Each("1e999999")),
        new("huge integers", Each("-99999999999999999999999999999999999999")),
        new("NUL in texts", Each("\"a\\u0000b\"")),
        new("lone surrogates", Each("\"\\ud800\"")),
        new("names of lone surrogates", """{"\udfff":1,"name":"\ud800x"}"""u8.ToArray()),
        new("no UTF-8", [.. "{\"name\":\""u8, 0xff, 0xfe, 0xc0, 0x80, .. "\"}"u8]),
        new("a text of a megabyte", Encoding.ASCII.GetBytes($$"""{"name":"{{new string('x', 1 << 20)}}"}""")),
        new("a megabyte of another member", Encoding.ASCII.GetBytes($$"""{"{{new string('y', 1 << 20)}}":1}""")),
        new("objects where texts are", Each("{}")),
        new("texts where objects are", Each("\"x\"")),
        new("nulls", Each("null")),
        new("arrays of null", Each("[null]")),
    ];

    private static byte[] Each(string value) => Encoding.UTF8.GetBytes("{" + string.Join(',', Members.Select(member => $"\"{member}\":{value}")) + "}");
}
