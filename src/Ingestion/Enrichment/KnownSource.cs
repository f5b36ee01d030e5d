namespace Footfall.Ingestion.Enrichment;

/// <summary>A row of <c>sources.json</c>, or a source that is in no row.</summary>
internal readonly record struct KnownSource(string Name, SourceKind Kind);
