using System.Text.Json;
using Footfall.Events;

namespace Footfall.Storage.Control;

/// <summary>
/// Judges a definition's body before it is kept, by the readers that will read it when it is used. Who keeps definitions does not know how questions are read,
/// so the host says who does.
/// </summary>
public sealed class DefinitionJudge(Func<string, JsonElement, IReadOnlyList<SavedSegment>, DefinitionFault?> judge)
{
    /// <summary>Null where the body may be kept.</summary>
    /// <param name="kind">One of <see cref="DefinitionKinds.All"/>.</param>
    /// <param name="segments">Those of the project, which the body may name.</param>
    public DefinitionFault? Judge(string kind, JsonElement body, IReadOnlyList<SavedSegment> segments) => judge(kind, body, segments);
}
