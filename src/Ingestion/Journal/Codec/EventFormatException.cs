namespace Footfall.Ingestion.Journal.Codec;

/// <summary>The bytes are not an event that this program can read. The only exception that decoding throws.</summary>
internal sealed class EventFormatException(string message) : Exception(message);
