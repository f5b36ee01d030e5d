namespace Footfall.Ingestion.Enrichment;

/// <summary>What a row of the table says of a phrase.</summary>
internal enum UserAgentRuleKind
{
    /// <summary>The phrase names a browser or an app.</summary>
    Browser,

    /// <summary>The phrase names an operating system.</summary>
    System,

    /// <summary>The phrase tells the device class.</summary>
    Device,

    /// <summary>The phrase by itself says nothing, but its presence or its version is asked for.</summary>
    Mark,
}

/// <summary>One row of <c>user-agents.json</c>. Of two rows of a kind that both match, the lower <paramref name="Rank"/> wins.</summary>
/// <param name="Phrase">One or more words as they stand in a user agent.</param>
/// <param name="Index">Unique over all kinds: the place of what a scan saw of it.</param>
/// <param name="VersionFrom">The row whose version is the true one, or null for the row's own.</param>
/// <param name="FixedVersion">The version where the phrase itself implies it.</param>
internal sealed record UserAgentRule(
    UserAgentRuleKind Kind, string Phrase, int Index, int Rank, string? Name, string? Device, UserAgentRule? VersionFrom, string? FixedVersion);
