namespace Footfall.Accounts.Projects;

/// <param name="State">pending or confirmed.</param>
public sealed record SiteAnswer(string Hostname, string State, DateTime FirstSeen, DateTime? ConfirmedAt);
