namespace Footfall.Ingestion.Journal.Segments;

/// <summary>What a record's body is. Values lie on disks: never renumber.</summary>
internal enum RecordKind : byte
{
    Batch = 1,
    Event = 2,
    Envelope = 3,
}
