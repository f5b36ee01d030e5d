namespace Footfall.Ingestion.Endpoints;

/// <summary>Why a whole request is refused: what becomes an RFC 9457 problem document.</summary>
/// <param name="Code">A stable word for programs, such as <c>sealed_only</c>.</param>
/// <param name="Field">The part of the request that is to blame, or null.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record Refusal(int Status, string Code, string Title, string? Field, string Remedy)
{
    /// <summary>For Retry-After, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static Refusal Unreadable(string? field, string title, string remedy) => new(400, "unreadable", title, field, remedy);

    public static Refusal TooLarge(int limit) =>
        new(413, "too_large", "The body is too large.", null, $"Send at most {limit} bytes, counted after decompression; split the batch.");
}
