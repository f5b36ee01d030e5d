namespace Footfall.Events;

/// <summary>Endpoint metadata: callers of this endpoint are never known by a cookie, so that any site may call it (the ingestion endpoints).</summary>
public sealed class ReadsNoCookies;
