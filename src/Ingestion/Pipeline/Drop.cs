using Footfall.Events;

namespace Footfall.Ingestion.Pipeline;

/// <summary>Why an event was not taken, in the sender's terms.</summary>
/// <param name="Field">The field that is to blame, as it is written in the request, or null.</param>
/// <param name="Detail">What is wrong and what to do, safe to be told to anybody.</param>
public readonly record struct Drop(DropReason Reason, string? Field = null, string? Detail = null);
