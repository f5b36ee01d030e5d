using Footfall.Ingestion.Pipeline;

namespace Footfall.Ingestion.Dialects;

/// <summary>What became of a dialect's request.</summary>
/// <param name="Events">As many as it had.</param>
/// <param name="Accepted">Journalled, bots and later-found duplicates included.</param>
/// <param name="Unknown">Events of projects that nobody knows.</param>
/// <param name="FirstDrop">Why the first of those that were dropped was, or null.</param>
internal readonly record struct DialectOutcome(int Events, int Accepted, int Unknown, Drop? FirstDrop);
