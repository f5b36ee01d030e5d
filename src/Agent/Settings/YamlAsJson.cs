using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Footfall.Agent.Settings;

/// <summary>Reads YAML as the JSON that it stands for: what is plain and looks like a number, true, false or null is one, and everything else is text.</summary>
internal static class YamlAsJson
{
    private const int MostDepth = 32;

    /// <exception cref="AgentException">It is no YAML, or more than one document.</exception>
    public static JsonElement Read(string yaml)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return JsonSerializer.SerializeToElement(stream.Documents.Count == 1 ? NodeOf(stream.Documents[0].RootNode, 0) : throw new AgentException("The configuration has no document, or more than one."));
        }
        catch (YamlException error)
        {
            throw new AgentException($"The configuration is no YAML (line {error.Start.Line}): {error.Message}");
        }
    }

    private static JsonNode? NodeOf(YamlNode node, int depth) => node switch
    {
        // Aliases may nest without end.
        _ when depth > MostDepth => throw new AgentException("The configuration is nested too deeply."),
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value ?? "", NodeOf(pair.Value, depth + 1)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(item => NodeOf(item, depth + 1))]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Plain(plain.Value ?? ""),
        YamlScalarNode text => JsonValue.Create(text.Value ?? ""),
        _ => throw new AgentException("The configuration has an alias that leads nowhere."),
    };

    private static JsonNode? Plain(string text) => text switch
    {
        "" or "~" or "null" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
