namespace Footfall.Query.Parsing;

/// <summary>What a value is where <c>*</c> has a meaning.</summary>
internal enum ValueForm
{
    /// <summary>Without a <c>*</c>.</summary>
    Plain,

    /// <summary>With a <c>*</c> somewhere.</summary>
    Pattern,

    /// <summary>A pattern whose only <c>**</c> is its end.</summary>
    Beginning,
}
