namespace Footfall.Storage.Control;

/// <summary>A value that the server keeps for itself, by name.</summary>
public sealed class SettingRow
{
    public required string Name { get; set; }

    public required string Value { get; set; }
}
