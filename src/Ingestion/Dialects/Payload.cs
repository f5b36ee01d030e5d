using System.Text.Json;

namespace Footfall.Ingestion.Dialects;

/// <summary>A request's body as other products' SDKs pack it.</summary>
/// <param name="Root">The JSON, wherever it was packed; null for a form without any and for an empty body.</param>
/// <param name="Form">The fields of a form, if the body was one; else none.</param>
internal sealed record Payload(JsonElement? Root, IReadOnlyDictionary<string, string> Form)
{
    public static readonly IReadOnlyDictionary<string, string> NoForm = new Dictionary<string, string>();
}
