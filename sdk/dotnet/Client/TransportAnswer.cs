namespace Footfall.Client;

/// <summary>What a server answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="RetryAfter">The header <c>Retry-After</c>, where there was one.</param>
/// <param name="Body">Its first megabyte at most.</param>
public sealed record TransportAnswer(int Status, string? RetryAfter, ReadOnlyMemory<byte> Body)
{
    /// <summary>An answer without a body.</summary>
    /// <param name="status">The HTTP status.</param>
    public TransportAnswer(int status)
        : this(status, null, default)
    {
    }
}
