namespace Footfall.Events;

/// <summary>A custom event that an owner has declared: its name, what it is collected for, and the props it may carry.</summary>
public sealed record DeclaredEvent(string Name, string Purpose, IReadOnlyList<string> Props);
