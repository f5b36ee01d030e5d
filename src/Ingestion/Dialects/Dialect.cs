using Footfall.Ingestion.Endpoints;
using Microsoft.AspNetCore.Http;

namespace Footfall.Ingestion.Dialects;

/// <summary>Another product's protocol, as far as all of its endpoints share it.</summary>
/// <param name="Name">snake_case: the folder under <c>/compat</c>, the name of the counters, and the namespace of its clients' event ids.</param>
internal sealed record Dialect(string Name)
{
    /// <summary>How its clients are told that a request is refused; a problem document unless they need something else.</summary>
    public Action<HttpResponse, Refusal> Refuse { get; init; } = Answers.Refused;

    /// <summary>What is said where no event of a request names a project that exists.</summary>
    public Refusal UnknownProject { get; init; } = new(401, "unknown_key", "The write key is not known.", "key", "Copy the write key, ff_…, from the project's settings.");
}
