namespace Footfall.Storage.Control;

public sealed class DeclaredEventRow
{
    public Guid ProjectId { get; set; }

    public required string Name { get; set; }

    public required string Purpose { get; set; }

    public List<string> Props { get; set; } = [];
}
