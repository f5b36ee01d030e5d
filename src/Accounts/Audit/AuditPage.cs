namespace Footfall.Accounts.Audit;

/// <summary>Lines of the audit log, newest first. <c>Next</c> is the <c>before</c> of the following page, or null.</summary>
/// <param name="Intact">Whether the whole chain of hashes holds.</param>
/// <param name="FirstBroken">The first line that does not follow from the one before it.</param>
public sealed record AuditPage(IReadOnlyList<AuditLine> Items, long? Next, bool Intact, long? FirstBroken);
