namespace Footfall.Accounts.Audit;

public sealed record AuditLine(long Sequence, DateTime Time, string Actor, string Action, Guid? Project, string Detail, string Hash);
