namespace Footfall.Server;

/// <summary>A setting cannot be used; the message names it and says what to do.</summary>
public sealed class SettingException(string name, string problem) : Exception($"{name} {problem}");
