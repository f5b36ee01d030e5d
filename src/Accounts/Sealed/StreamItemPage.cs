namespace Footfall.Accounts.Sealed;

/// <param name="Next">The <c>from</c> of the following page, or null.</param>
public sealed record StreamItemPage(IReadOnlyList<StreamItemAnswer> Items, long? Next);
