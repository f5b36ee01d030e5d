namespace Footfall.Accounts.Sessions;

public sealed record SessionAnswer(AccountAnswer Account, string CsrfToken);
