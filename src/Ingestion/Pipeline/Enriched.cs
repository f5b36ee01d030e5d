using Footfall.Events;

namespace Footfall.Ingestion.Pipeline;

/// <summary>What another product told of a client when the event was first counted: it kept neither address nor user agent, from which it could be told again.</summary>
public sealed record Enriched(Client Client, Place Place);
