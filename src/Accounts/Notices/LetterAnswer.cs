namespace Footfall.Accounts.Notices;

/// <param name="Output"><c>email:…</c>, <c>webhook</c> or <c>slack</c>.</param>
/// <param name="State"><c>waiting</c>, <c>sent</c> or <c>failed</c>.</param>
/// <param name="NextAt">Of one that waits: when it is tried next.</param>
public sealed record LetterAnswer(DateTime Due, string Output, string Subject, bool IsTest, string State, int Attempts, DateTime? NextAt, DateTime? DoneAt, string? Error);
