namespace Footfall.Accounts.Projects;

/// <summary>An event name that the project has received.</summary>
public sealed record SeenEvent(string Name, long Events, DateTime LastSeen, bool Declared);
