using Footfall.Query.Keeping;
using Footfall.Query.Sql;

namespace Footfall.Query.Tests.Keeping;

public class KeptRowsTests
{
    [Fact]
    public void WhatWasAskedForLongestAgoGoesFirst()
    {
        var kept = new KeptRows(10_000);
        for (var i = 0; i < 8; i++) kept.Keep(Key(i), 10, [[$"{i}"]], i);
        var before = kept.Count;
        Assert.NotNull(kept.Find(Key(0)));
        for (var i = 8; i < 8 + before - 1; i++) kept.Keep(Key(i), 10, [[new string('x', 300)]], i);
        Assert.NotNull(kept.Find(Key(0)));
        Assert.Null(kept.Find(Key(1)));
        Assert.InRange(kept.Bytes, 1, 10_000);
    }

    [Fact]
    public void AnAnswerThatIsLargeIsNotKept()
    {
        var kept = new KeptRows(10_000);
        kept.Keep(Key(1), 10, [[1L]], 0);
        kept.Keep(Key(2), 10, [.. Enumerable.Range(0, 1_000).Select(i => new object?[] { $"row {i}" })], 0);
        Assert.Null(kept.Find(Key(2)));
        Assert.NotNull(kept.Find(Key(1)));
    }

    [Fact]
    public void WordsAndValuesTellStatementsApart()
    {
        var kept = new KeptRows(100_000);
        kept.Keep(new StatementKey(new SqlStatement("SELECT $1", ["a"])), 10, [["a"]], 4);
        Assert.Null(kept.Find(new StatementKey(new SqlStatement("SELECT $1", ["b"]))));
        Assert.Null(kept.Find(new StatementKey(new SqlStatement("SELECT $1, 2", ["a"]))));
        Assert.Equal(4, kept.Find(new StatementKey(new SqlStatement("SELECT $1", ["a"])))?.Moment);
        kept.Remove(new StatementKey(new SqlStatement("SELECT $1", ["a"])));
        Assert.Equal(0, kept.Bytes);
    }

    private static StatementKey Key(int number) => new(new SqlStatement("SELECT $1", [number]));
}
