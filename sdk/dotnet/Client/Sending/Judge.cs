using System.Globalization;

namespace Footfall.Client.Sending;

/// <summary>Decides, without doing anything, what an answer means and when the next attempt may be.</summary>
internal static class Judge
{
    public static TimeSpan LongestWait { get; } = TimeSpan.FromHours(1);

    /// <param name="answer">Null: there was none.</param>
    public static Verdict Of(TransportAnswer? answer, DateTimeOffset now)
    {
        if (answer is null) return new Verdict.Later(null, "no answer");
        if (answer.Status is >= 200 and < 300) return Taken(answer);
        var detail = DetailOf(answer);
        if (answer.Status == 413) return new Verdict.Split(detail);
        // 408: the line was too slow for the body. 425 and 429 say "later" themselves, and so does all that is the server's own fault.
        return answer.Status is >= 500 or 408 or 425 or 429
            ? new Verdict.Later(RetryAfter(answer.RetryAfter, now), detail)
            : new Verdict.Refused("refused", detail);
    }

    /// <summary>What the header asks for, as seconds or as a date; null where it says nothing that can be read.</summary>
    public static TimeSpan? RetryAfter(string? header, DateTimeOffset now)
    {
        var text = header?.Trim();
        if (string.IsNullOrEmpty(text)) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return TimeSpan.FromSeconds(Math.Min(seconds, (long)LongestWait.TotalSeconds));
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)) return null;
        var wait = moment - now;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
    }

    /// <summary>Until the next attempt: what the server asks for, else 1, 2, 4 … seconds with some chance in it, an hour at most.</summary>
    /// <param name="failures">Those in a row, from 1.</param>
    /// <param name="random">From 0 to 1.</param>
    public static TimeSpan WaitAfter(int failures, TimeSpan? asked, double random)
    {
        if (asked > TimeSpan.Zero) return asked.Value;
        var wait = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures - 1, 20)) * (1 + random));
        return wait < LongestWait ? wait : LongestWait;
    }

    private static Verdict.Accepted Taken(TransportAnswer answer)
    {
        var dropped = ClientJson.Read(answer.Body.Span, ClientJson.Default.CollectAnswer)?.Dropped;
        return dropped is not { Count: > 0 } ? Verdict.Accepted.Whole : new Verdict.Accepted([.. dropped.OfType<ServerDrop>().Where(drop => drop is { Index: >= 0, Reason: not null })]);
    }

    private static string DetailOf(TransportAnswer answer) =>
        ClientJson.Read(answer.Body.Span, ClientJson.Default.CollectAnswer)?.Detail is { } words
            ? string.Create(CultureInfo.InvariantCulture, $"{answer.Status}: {words}")
            : answer.Status.ToString(CultureInfo.InvariantCulture);
}
