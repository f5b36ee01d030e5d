using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Footfall.Server.Tests.Contract;

/// <summary>Holds JSON against the part of JSON Schema 2020-12 that the document uses. A keyword that it does not know is an error, so that none is passed over.</summary>
internal sealed class Shape(JsonNode root)
{
    /// <summary>Every keyword that says something of a value; the others describe.</summary>
    private static readonly Dictionary<string, Func<Shape, JsonNode?, JsonNode, string, IEnumerable<string>>> Keywords = new(StringComparer.Ordinal)
    {
        ["$ref"] = (shape, value, reference, at) => IsOfAnotherFile(reference) ? [] : shape.Faults(shape.Find((string)reference!), value, at),
        ["type"] = (_, value, types, at) => Names(types).Any(type => IsOf(type, value)) ? [] : [$"{at} is no {types.ToJsonString()}: {value?.ToJsonString() ?? "null"}"],
        ["enum"] = (_, value, allowed, at) => allowed.AsArray().Any(one => JsonNode.DeepEquals(one, value)) ? [] : [$"{at} is none of {allowed.ToJsonString()}: {value?.ToJsonString()}"],
        ["const"] = (_, value, only, at) => JsonNode.DeepEquals(only, value) ? [] : [$"{at} is not {only.ToJsonString()}"],
        ["oneOf"] = (shape, value, schemas, at) => schemas.AsArray().Count(schema => !shape.Faults(schema!, value, at).Any()) == 1 ? [] : [$"{at} is not exactly one of its forms: {value?.ToJsonString()}"],
        ["required"] = (_, value, names, at) => value is JsonObject o ? Names(names).Where(name => !o.ContainsKey(name)).Select(name => $"{at}/{name} is missing") : [],
        ["properties"] = (shape, value, schemas, at) => value is JsonObject o ? schemas.AsObject().Where(p => o.ContainsKey(p.Key)).SelectMany(p => shape.Faults(p.Value!, o[p.Key], $"{at}/{p.Key}")) : [],
        ["items"] = (shape, value, schema, at) => value is JsonArray a ? a.SelectMany((item, i) => shape.Faults(schema, item, $"{at}/{i}")) : [],
        ["pattern"] = (_, value, pattern, at) => !IsOf("string", value) || Regex.IsMatch((string)value!, (string)pattern!) ? [] : [$"{at} does not match {pattern}"],
        ["format"] = (_, value, format, at) => !IsOf("string", value) || IsFormed((string)format!, (string)value!) ? [] : [$"{at} is no {format}: {value}"],
        ["maxLength"] = (_, value, most, at) => !IsOf("string", value) || ((string)value!).Length <= (int)most ? [] : [$"{at} is longer than {most}"],
        ["minItems"] = (_, value, least, at) => value is not JsonArray a || a.Count >= (int)least ? [] : [$"{at} has fewer items than {least}"],
        ["maxItems"] = (_, value, most, at) => value is not JsonArray a || a.Count <= (int)most ? [] : [$"{at} has more items than {most}"],
        ["minimum"] = (_, value, least, at) => !IsOf("number", value) || (double)value! >= (double)least ? [] : [$"{at} is below {least}"],
        ["exclusiveMinimum"] = (_, value, least, at) => !IsOf("number", value) || (double)value! > (double)least ? [] : [$"{at} is not above {least}"],
        ["maxProperties"] = (_, value, most, at) => value is not JsonObject o || o.Count <= (int)most ? [] : [$"{at} has more members than {most}"],
        ["maximum"] = (_, value, most, at) => !IsOf("number", value) || (double)value! <= (double)most ? [] : [$"{at} is above {most}"],
        ["description"] = (_, _, _, _) => [],
        ["contentEncoding"] = (_, _, _, _) => [],
    };

    /// <summary>What is wrong with the value, each with its place.</summary>
    public IEnumerable<string> Faults(JsonNode schema, JsonNode? value, string at = "#")
    {
        foreach (var (keyword, argument) in schema.AsObject())
        {
            var faults = keyword == "additionalProperties" ? Additional(schema, value, at)
                : Keywords.TryGetValue(keyword, out var judge) ? judge(this, value, argument!, at)
                : throw new NotSupportedException($"Teach Shape the keyword {keyword}.");
            foreach (var fault in faults) yield return fault;
        }
    }

    public JsonNode Resolve(JsonNode node) => node["$ref"] is { } reference ? Find((string)reference!) : node;

    private IEnumerable<string> Additional(JsonNode schema, JsonNode? value, string at)
    {
        if (value is not JsonObject members) return [];
        var others = members.Where(member => schema["properties"]?[member.Key] is null);
        return schema["additionalProperties"] is JsonObject inner
            ? others.SelectMany(member => Faults(inner, member.Value, $"{at}/{member.Key}"))
            : others.Select(member => $"{at}/{member.Key} is not documented");
    }

    private JsonNode Find(string reference) => reference.TrimStart('#', '/').Split('/').Aggregate(root, (node, name) => node[name]!);

    /// <summary>The body of /collect has a file of its own, with tests of its own.</summary>
    private static bool IsOfAnotherFile(JsonNode reference) => !((string)reference!).StartsWith('#');

    private static IEnumerable<string> Names(JsonNode node) => node is JsonArray names ? names.Select(name => (string)name!) : [(string)node!];

    private static bool IsOf(string type, JsonNode? value) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("null", JsonValueKind.Null) or ("string", JsonValueKind.String) or ("array", JsonValueKind.Array) or ("object", JsonValueKind.Object)
            or ("number", JsonValueKind.Number) or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => double.IsInteger(value!.GetValue<double>()),
        _ => false,
    };

    private static bool IsFormed(string format, string text) => format switch
    {
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "date-time" => text.Contains('T', StringComparison.Ordinal) && (text[^1] == 'Z' || text[^6] is '+' or '-') && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
        _ => throw new NotSupportedException($"Teach Shape the format {format}."),
    };
}
