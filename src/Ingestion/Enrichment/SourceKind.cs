namespace Footfall.Ingestion.Enrichment;

/// <summary>What sort of place a source is; the channel follows from it and from the medium.</summary>
internal enum SourceKind
{
    Referral,
    Search,
    Social,
    Video,
    Audio,
    Shopping,
    Email,
    Ai,
    Display,
    Affiliate,
    Push,
    Sms,
}
