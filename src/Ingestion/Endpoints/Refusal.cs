namespace Footfall.Ingestion.Endpoints;

/// <summary>Why a whole request is refused: what becomes an RFC 9457 problem document.</summary>
/// <param name="Code">A stable word for programs, such as <c>sealed_only</c>.</param>
/// <param name="Field">The part of the request that is to blame, or null.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record Refusal(int Status, string Code, string Title, string? Field, string Remedy)
{
    /// <summary>For what ends by itself, nobody knows when.</summary>
    public static readonly TimeSpan ComeBackSoon = TimeSpan.FromSeconds(5);

    /// <summary>For Retry-After, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static Refusal Unreadable(string? field, string title, string remedy) => new(400, "unreadable", title, field, remedy);

    public static Refusal TooLarge(int limit) =>
        new(413, "too_large", "The body is too large.", null, $"Send at most {limit} bytes, counted after decompression; split the batch.");

    /// <summary>The server cannot take the request now and may do so later.</summary>
    public static Refusal Busy(string title, TimeSpan retryAfter) =>
        new(503, "busy", title, null, "Send the same events again after Retry-After seconds; their ids keep them from counting twice.") { RetryAfter = retryAfter };

    public static Refusal TooManyBodies() => Busy("Too many bodies are being received.", ComeBackSoon);
}
