namespace Footfall.Events;

/// <summary>What a token or a signed-in account may do with a project.</summary>
[Flags]
public enum Scopes
{
    None = 0,
    Read = 1,
    Write = 2,
    Manage = 4,
}
