using System.Collections.Frozen;
using System.Text.Json;
using Footfall.Events;

namespace Footfall.Ingestion.Pipeline;

/// <summary>The names that events are stored under: the built-in ones, and what others call them. They are in <c>schema/rules/event-names.json</c>.</summary>
public static class EventAliases
{
    private static readonly JsonElement Rules = ReadRules();

    private static readonly FrozenSet<string> BuiltIn =
        Rules.GetProperty("builtIn").EnumerateArray().Select(name => name.GetString()!).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Stored = Rules.GetProperty("aliases").EnumerateObject()
        .ToFrozenDictionary(alias => alias.Name, alias => alias.Value.GetString()!, StringComparer.OrdinalIgnoreCase);

    /// <summary>The stored name of an alias, or the name itself.</summary>
    public static string Resolve(string name) => name == EventNames.Pageview ? name : Stored.GetValueOrDefault(name, name);

    /// <summary>True for the names that need no declaration.</summary>
    public static bool IsBuiltIn(string name) => BuiltIn.Contains(name);

    /// <summary>Names of libraries that run on servers.</summary>
    internal static string[] ServerLibraries { get; } = [.. Rules.GetProperty("serverLibraries").EnumerateArray().Select(name => name.GetString()!)];

    private static JsonElement ReadRules()
    {
        using var stream = typeof(EventAliases).Assembly.GetManifestResourceStream("event-names.json")
            ?? throw new InvalidOperationException("event-names.json is not embedded in Footfall.Ingestion; check Ingestion.csproj.");
        return JsonDocument.Parse(stream).RootElement;
    }
}
