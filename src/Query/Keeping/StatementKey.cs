using Footfall.Query.Sql;

namespace Footfall.Query.Keeping;

/// <summary>A statement by its words, its values and what it reads: equal ones have equal answers as long as the store does not change.</summary>
internal readonly struct StatementKey(SqlStatement statement) : IEquatable<StatementKey>
{
    private readonly SqlStatement statement = statement;

    public bool Equals(StatementKey other) =>
        statement.Text == other.statement.Text && statement.Parameters.SequenceEqual(other.statement.Parameters) && statement.Scopes.SequenceEqual(other.statement.Scopes);

    public override bool Equals(object? obj) => obj is StatementKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(statement.Text);
        foreach (var value in statement.Parameters) hash.Add(value);
        return hash.ToHashCode();
    }
}
