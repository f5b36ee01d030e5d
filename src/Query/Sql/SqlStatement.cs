namespace Footfall.Query.Sql;

/// <summary>Text with numbered parameters (<c>$1</c>, <c>$2</c>, …) and their values. No value that a question brought is ever in the text.</summary>
internal sealed record SqlStatement(string Text, IReadOnlyList<object?> Parameters)
{
    /// <summary>All that is read of the store's events and visits; empty where nobody has kept an account of it.</summary>
    public IReadOnlyList<StatementScope> Scopes { get; init; } = [];
}
