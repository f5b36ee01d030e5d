using Xunit;

namespace Footfall.DuckDb.Tests;

public sealed class DuckDbStatementTests : IDisposable
{
    private readonly OpenDatabase _open = new();

    public static TheoryData<object?, string, object?> Parameters => new()
    {
        { null, "\"NULL\"", null },
        { true, "BOOLEAN", true },
        { -5, "INTEGER", -5 },
        { long.MinValue, "BIGINT", long.MinValue },
        { uint.MaxValue, "UINTEGER", uint.MaxValue },
        { ulong.MaxValue, "UBIGINT", ulong.MaxValue },
        { (byte)7, "INTEGER", 7 },
        { 0.1, "DOUBLE", 0.1 },
        { "", "VARCHAR", "" },
        { "twelve bytes", "VARCHAR", "twelve bytes" },
        { "a\0b ž 🐎 '; DROP TABLE t; --", "VARCHAR", "a\0b ž 🐎 '; DROP TABLE t; --" },
        { new string('ž', 100_000), "VARCHAR", new string('ž', 100_000) },
        { new DateTime(2026, 11, 22, 10, 11, 12, 123, 456, DateTimeKind.Utc), "TIMESTAMP", new DateTime(2026, 11, 22, 10, 11, 12, 123, 456, DateTimeKind.Utc) },
        { new DateTime(1, 1, 1, 0, 0, 0, DateTimeKind.Utc), "TIMESTAMP", new DateTime(1, 1, 1, 0, 0, 0, DateTimeKind.Utc) },
        { new DateOnly(1969, 12, 31), "DATE", new DateOnly(1969, 12, 31) },
        { new Guid("00112233-4455-6677-8899-aabbccddeeff"), "UUID", new Guid("00112233-4455-6677-8899-aabbccddeeff") },
        { Guid.AllBitsSet, "UUID", Guid.AllBitsSet },
        { Guid.Empty, "UUID", Guid.Empty },
    };

    public static TheoryData<decimal, string> Decimals => new()
    {
        { 0m, "DECIMAL(1,0)" },
        { 42.50m, "DECIMAL(4,2)" },
        { -0.001m, "DECIMAL(3,3)" },
        { 123456789012345.678m, "DECIMAL(18,3)" },
        { decimal.MaxValue, "DECIMAL(29,0)" },
        { decimal.MinValue, "DECIMAL(29,0)" },
        { 0.0000000000000000000000000001m, "DECIMAL(28,28)" },
    };

    [Theory]
    [MemberData(nameof(Parameters))]
    public void AParameterKeepsItsTypeAndValue(object? value, string type, object? expected)
    {
        using var statement = _open.Connection.Prepare("SELECT typeof($1), $1");
        using var result = statement.BindValue(1, value).Query();
        var row = Assert.Single(OpenDatabase.ReadAll(result));
        Assert.Equal(type, row[0]);
        Assert.Equal(expected, row[1]);
    }

    [Theory]
    [MemberData(nameof(Decimals))]
    public void ADecimalIsBoundAsALiteralWouldBe(decimal value, string type)
    {
        using var statement = _open.Connection.Prepare("SELECT typeof($1), $1");
        using var result = statement.Bind(1, value).Query();
        var row = Assert.Single(OpenDatabase.ReadAll(result));
        Assert.Equal(type, row[0]);
        Assert.Equal(value, row[1]);
    }

    [Fact]
    public void AListIsBoundForAnyAndUnnest()
    {
        var connection = _open.Connection;
        using var any = connection.Prepare("SELECT count(*) FROM (VALUES ('a'), ('b'), ('a longer text than fits')) t(v) WHERE v = ANY(?)");
        Assert.Equal(2L, Only(any.Bind(1, ["a", "a longer text than fits", null])));
        Assert.Equal(0L, Only(any.Bind(1, Array.Empty<string>())));
        using var unnest = connection.Prepare("SELECT sum(v)::BIGINT FROM (SELECT unnest(?) AS v)");
        Assert.Equal(6L, Only(unnest.Bind(1, [1L, 2L, 3L])));
        var id = Guid.NewGuid();
        using var ids = connection.Prepare("SELECT unnest($1), typeof($1)");
        using var result = ids.Bind(1, [id]).Query();
        Assert.Equal([id, "UUID[]"], Assert.Single(OpenDatabase.ReadAll(result)));
    }

    [Fact]
    public void TheSameStatementRunsAgainWithOtherValues()
    {
        _open.Connection.Execute("CREATE TABLE t (i BIGINT, s VARCHAR)");
        using var insert = _open.Connection.Prepare("INSERT INTO t VALUES (?, ?)");
        Assert.Equal(2, insert.ParameterCount);
        for (var i = 0; i < 10; i++)
            Assert.Equal(1, insert.Bind(1, i).Bind(2, i % 2 == 0 ? null : "odd").Execute());
        Assert.Equal(5L, _open.Scalar("SELECT count(s) FROM t"));
        Assert.Equal(10, _open.Connection.Execute("UPDATE t SET i = i + 1"));
    }

    [Fact]
    public void AMissingAndASurplusParameterAreErrors()
    {
        using var statement = _open.Connection.Prepare("SELECT ?::INTEGER, ?::INTEGER");
        statement.Bind(1, 1);
        Assert.Throws<DuckDbException>(statement.Query);
        Assert.Throws<DuckDbException>(() => statement.Bind(3, 1));
        Assert.Throws<DuckDbException>(() => statement.Bind(0, 1));
        statement.Bind(2, 2);
        statement.Query().Dispose();
        statement.ClearBindings();
        Assert.Throws<DuckDbException>(statement.Query);
    }

    [Fact]
    public void ATimeThatIsNotUtcIsRefused()
    {
        using var statement = _open.Connection.Prepare("SELECT ?");
        Assert.Throws<ArgumentException>(() => statement.Bind(1, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Local)));
        Assert.Throws<ArgumentException>(() => statement.Bind(1, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified)));
    }

    [Fact]
    public void ATypeWithoutABindIsRefused()
    {
        using var statement = _open.Connection.Prepare("SELECT ?");
        Assert.Throws<ArgumentException>(() => statement.BindValue(1, new object()));
    }

    [Fact]
    public void BytesThatAreNotUtf8AreRefused()
    {
        using var statement = _open.Connection.Prepare("SELECT ?");
        Assert.Throws<DuckDbException>(() => statement.Bind(1, (ReadOnlySpan<byte>)[0xC3, 0x28]));
        statement.Bind(1, "ok"u8);
        Assert.Equal("ok", Only(statement));
    }

    public void Dispose() => _open.Dispose();

    private static object? Only(DuckDbStatement statement)
    {
        using var result = statement.Query();
        return Assert.Single(OpenDatabase.ReadAll(result))[0];
    }
}
