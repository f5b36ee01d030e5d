namespace Footfall.Ingestion.Enrichment;

/// <summary>A query parameter that an advertising or mailing system adds to links.</summary>
/// <param name="Bought">What the click was bought as; null where the parameter is added to unpaid links too.</param>
internal sealed record ClickId(string Parameter, KnownSource Source, SourceKind? Bought);
