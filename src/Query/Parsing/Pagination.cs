namespace Footfall.Query.Parsing;

internal readonly record struct Pagination(int Limit, int Offset)
{
    public const int Most = 10_000;

    public static Pagination Default { get; } = new(Most, 0);
}
