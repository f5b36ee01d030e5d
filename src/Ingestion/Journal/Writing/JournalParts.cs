using Footfall.Ingestion.Journal.Files;
using Footfall.Ingestion.Journal.Segments;
using Microsoft.Extensions.Logging;

namespace Footfall.Ingestion.Journal.Writing;

/// <summary>What the journal and its writer share.</summary>
internal sealed record JournalParts(
    IJournalFiles Files, JournalOptions Options, AppendQueue Queue, SegmentList Segments, WriterHealth Health, JournalMeters Meters, TimeProvider Time, ILogger Logger);
