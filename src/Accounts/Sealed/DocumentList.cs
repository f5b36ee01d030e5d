namespace Footfall.Accounts.Sealed;

/// <param name="Next">The <c>after</c> of the following page, or null.</param>
public sealed record DocumentList(IReadOnlyList<DocumentAnswer> Items, string? Next);
