namespace Footfall.Query.Parsing;

/// <summary>How a condition compares; its negation is told beside it.</summary>
internal enum FilterOperator
{
    Is,
    Contains,

    /// <summary>By a regular expression in RE2's syntax, anywhere in the value.</summary>
    Matches,

    /// <summary>By <c>*</c> within a path segment and <c>**</c> across segments, the whole value.</summary>
    MatchesWildcard,
}
