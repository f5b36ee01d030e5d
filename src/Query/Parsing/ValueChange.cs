namespace Footfall.Query.Parsing;

/// <summary>What is made of a value's text before it is bound to a statement.</summary>
internal enum ValueChange
{
    /// <summary>Nothing.</summary>
    Text,

    /// <summary>The text without the <c>**</c> at its end.</summary>
    Beginning,

    /// <summary>The pattern of <c>*</c> and <c>**</c> as a regular expression.</summary>
    Wildcard,

    /// <summary>The same for any case.</summary>
    WildcardAnyCase,

    /// <summary>The regular expression for any case.</summary>
    RegexAnyCase,
}
