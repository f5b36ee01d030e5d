namespace Footfall.Client.Sending;

/// <summary>What an answer means for what was sent.</summary>
internal abstract record Verdict
{
    /// <summary>The server has it; <paramref name="Dropped"/> are places in the request that it did not want.</summary>
    public sealed record Accepted(IReadOnlyList<ServerDrop> Dropped) : Verdict
    {
        public static Accepted Whole { get; } = new([]);
    }

    /// <summary>The same again would be refused again.</summary>
    public sealed record Refused(string Reason, string Detail) : Verdict;

    /// <summary>In smaller parts it might pass.</summary>
    public sealed record Split(string Detail) : Verdict;

    public sealed record Later(TimeSpan? RetryAfter, string Detail) : Verdict;
}
