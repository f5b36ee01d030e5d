namespace Footfall.Accounts.Setup;

/// <summary>Whether the server still waits for its owner.</summary>
public sealed record SetupState(bool Needed);
