using System.Text.Json;

namespace Footfall.Agent.Settings;

/// <summary>Reads members of the settings. What is not known is refused, so that a misspelt word is not silently nothing.</summary>
internal static class Fields
{
    public static void Only(JsonElement item, string where, params string[] known)
    {
        if (item.ValueKind != JsonValueKind.Object) throw new AgentException($"{where} is no mapping.");
        foreach (var property in item.EnumerateObject().Where(property => !known.Contains(property.Name))) throw new AgentException($"In {where}: \"{property.Name}\" is not known; there are {string.Join(", ", known)}.");
    }

    public static IEnumerable<JsonElement> List(JsonElement item, string name, string where)
    {
        if (!item.TryGetProperty(name, out var list)) return [];
        return list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : throw new AgentException($"In {where}: {name} is a list.");
    }

    public static string Text(JsonElement item, string name, string where) => Optional(item, name, where) ?? throw new AgentException($"In {where}: {name} is missing.");

    public static string? Optional(JsonElement item, string name, string where)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new AgentException($"In {where}: {name} is a text; put it in quotation marks.");
    }

    public static double? Number(JsonElement item, string name, string where)
    {
        if (!item.TryGetProperty(name, out var value)) return null;
        return value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw new AgentException($"In {where}: {name} is a number.");
    }
}
