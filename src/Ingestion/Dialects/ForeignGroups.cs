using System.Text.Json;
using Footfall.Ingestion.Pipeline;

namespace Footfall.Ingestion.Dialects;

/// <summary>Groups as other products' clients write them: an object of types and keys, a key also as a list of which the first is taken.</summary>
internal static class ForeignGroups
{
    private const int Most = 16;

    public static void Put(Draft draft, JsonElement? groups)
    {
        if (groups is not { ValueKind: JsonValueKind.Object } known) return;
        foreach (var group in known.EnumerateObject())
        {
            if (draft.Groups?.Count >= Most) return;
            JsonElement? key = group.Value.ValueKind == JsonValueKind.Array && group.Value.GetArrayLength() > 0 ? group.Value[0] : group.Value;
            if (Words.Identity(key.Text()) is { } text && Words.Name(group.Name) is { } type) draft.SetGroup(type, text);
        }
    }
}
