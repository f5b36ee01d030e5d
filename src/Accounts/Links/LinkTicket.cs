namespace Footfall.Accounts.Links;

/// <param name="Ticket">For the header <c>Footfall-Link</c> of every request about the link.</param>
public sealed record LinkTicket(string Ticket, DateTime ExpiresAt);
