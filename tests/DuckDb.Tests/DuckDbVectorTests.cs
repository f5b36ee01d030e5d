using System.Globalization;
using System.Text;
using Xunit;

namespace Footfall.DuckDb.Tests;

public sealed class DuckDbVectorTests : IDisposable
{
    private readonly OpenDatabase _open = new();

    public static TheoryData<string, object?> Literals => new()
    {
        { "true", true },
        { "false", false },
        { "(-128)::TINYINT", sbyte.MinValue },
        { "127::TINYINT", sbyte.MaxValue },
        { "(-32768)::SMALLINT", short.MinValue },
        { "32767::SMALLINT", short.MaxValue },
        { "(-2147483648)::INTEGER", int.MinValue },
        { "2147483647::INTEGER", int.MaxValue },
        { "(-9223372036854775808)::BIGINT", long.MinValue },
        { "9223372036854775807::BIGINT", long.MaxValue },
        { "255::UTINYINT", byte.MaxValue },
        { "65535::USMALLINT", ushort.MaxValue },
        { "4294967295::UINTEGER", uint.MaxValue },
        { "18446744073709551615::UBIGINT", ulong.MaxValue },
        { "'-170141183460469231731687303715884105728'::HUGEINT", Int128.MinValue },
        { "170141183460469231731687303715884105727::HUGEINT", Int128.MaxValue },
        { "'340282366920938463463374607431768211455'::UHUGEINT", UInt128.MaxValue },
        { "1.5::FLOAT", 1.5f },
        { "'-inf'::FLOAT", float.NegativeInfinity },
        { "0.1::DOUBLE", 0.1 },
        { "1.7976931348623157e308::DOUBLE", double.MaxValue },
        { "'nan'::DOUBLE", double.NaN },
        { "''", "" },
        { "'twelve bytes'", "twelve bytes" },
        { "'thirteen byte'", "thirteen byte" },
        { "'žluťoučký kůň 🐎 übte'", "žluťoučký kůň 🐎 übte" },
        { "'a' || chr(0) || 'b'", "a\0b" },
        { "DATE '1970-01-01'", new DateOnly(1970, 1, 1) },
        { "DATE '0001-01-01'", DateOnly.MinValue },
        { "DATE '9999-12-31'", DateOnly.MaxValue },
        { "TIME '23:59:59.999999'", new TimeOnly(23, 59, 59, 999, 999) },
        { "TIMESTAMP '1969-12-31 23:59:59.999999'", Utc("1969-12-31T23:59:59.999999Z") },
        { "TIMESTAMP '2026-11-22 10:11:12.123456'", Utc("2026-11-22T10:11:12.123456Z") },
        { "TIMESTAMP_S '2026-11-22 10:11:12'", Utc("2026-11-22T10:11:12Z") },
        { "TIMESTAMP_MS '2026-11-22 10:11:12.123'", Utc("2026-11-22T10:11:12.123Z") },
        { "TIMESTAMP_NS '2026-11-22 10:11:12.123456789'", Utc("2026-11-22T10:11:12.1234567Z") },
        { "TIMESTAMP_NS '1969-12-31 23:59:59.999999999'", Utc("1969-12-31T23:59:59.9999999Z") },
        { "TIMESTAMP '0001-01-01 00:00:00'", DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc) },
        { "INTERVAL '14 months 3 days 5 seconds'", new DuckDbInterval(14, 3, 5_000_000) },
        { "UUID '00112233-4455-6677-8899-aabbccddeeff'", new Guid("00112233-4455-6677-8899-aabbccddeeff") },
        { "UUID '00000000-0000-0000-0000-000000000000'", Guid.Empty },
        { "UUID 'ffffffff-ffff-ffff-ffff-ffffffffffff'", Guid.AllBitsSet },
        { "'happy'::ENUM('sad', 'happy')", "happy" },
        { "NULL::VARCHAR", null },
        { "NULL", null },
    };

    public static TheoryData<string, decimal> Decimals => new()
    {
        { "(-99.99)::DECIMAL(4,2)", -99.99m },
        { "9999999.99::DECIMAL(9,2)", 9999999.99m },
        { "(-999999999999999.999)::DECIMAL(18,3)", -999999999999999.999m },
        { "'79228162514264337593543950335'::DECIMAL(38,0)", decimal.MaxValue },
        { "'-79228162514264337593543950335'::DECIMAL(38,0)", decimal.MinValue },
        { "0.0000000000000000000000000001::DECIMAL(38,28)", 0.0000000000000000000000000001m },
    };

    [Theory]
    [MemberData(nameof(Literals))]
    public void ALiteralIsReadAsItsManagedValue(string literal, object? expected) => Assert.Equal(expected, _open.Scalar($"SELECT {literal}"));

    [Theory]
    [MemberData(nameof(Decimals))]
    public void ADecimalOfEachWidthIsRead(string literal, decimal expected) => Assert.Equal(expected, _open.Scalar($"SELECT {literal}"));

    [Fact]
    public void ABlobIsReadAsItsBytes() => Assert.Equal(new byte[] { 0, 255, 65 }, _open.Scalar(@"SELECT '\x00\xFFA'::BLOB"));

    [Fact]
    public void ADecimalBeyondSystemDecimalIsRefused() =>
        Assert.Throws<OverflowException>(() => _open.Scalar("SELECT '79228162514264337593543950336'::DECIMAL(38,0)"));

    [Theory]
    [InlineData("'infinity'::TIMESTAMP")]
    [InlineData("'-infinity'::TIMESTAMP")]
    [InlineData("TIMESTAMP '10000-01-01 00:00:00'")]
    [InlineData("'infinity'::DATE")]
    public void ATimeThatDateTimeCannotHoldIsRefused(string literal) => Assert.Throws<OverflowException>(() => _open.Scalar($"SELECT {literal}"));

    [Fact]
    public void AListIsReadWithItsNulls()
    {
        Assert.Equal([1L, null, 3L], Assert.IsType<List<object?>>(_open.Scalar("SELECT [1::BIGINT, NULL, 3]")));
        Assert.Equal([], Assert.IsType<List<object?>>(_open.Scalar("SELECT []::BIGINT[]")));
        Assert.Null(_open.Scalar("SELECT NULL::BIGINT[]"));
    }

    [Fact]
    public void AMapAStructAndAnArrayAreRead()
    {
        var map = Assert.IsType<Dictionary<string, object?>>(_open.Scalar("SELECT MAP {'plan': 'pro', 'a longer key than twelve': NULL}"));
        Assert.Equal("pro", map["plan"]);
        Assert.Null(map["a longer key than twelve"]);
        var keyed = Assert.IsType<Dictionary<object, object?>>(_open.Scalar("SELECT MAP {1: 2.5::DOUBLE}"));
        Assert.Equal(2.5, keyed[1]);
        var fields = Assert.IsType<Dictionary<string, object?>>(_open.Scalar("SELECT {'a': 1, 'b': ['x', 'y']}"));
        Assert.Equal(1, fields["a"]);
        Assert.Equal(["x", "y"], Assert.IsType<List<object?>>(fields["b"]));
        Assert.Equal([1, 2, 3], Assert.IsType<List<object?>>(_open.Scalar("SELECT [1, 2, 3]::INTEGER[3]")));
    }

    [Fact]
    public void AListWhoseElementsDuckDbReorderedIsReadInItsOrder()
    {
        var rows = _open.Rows("SELECT list_reverse(list_sort([r::BIGINT, r + 1, r + 2])), MAP {'k': r::VARCHAR} FROM range(5000) t(r)");
        Assert.Equal(5000, rows.Count);
        for (var row = 0L; row < rows.Count; row++)
        {
            Assert.Equal([row + 2, row + 1, row], Assert.IsType<List<object?>>(rows[(int)row][0]));
            Assert.Equal(row.ToString(CultureInfo.InvariantCulture), Assert.IsType<Dictionary<string, object?>>(rows[(int)row][1])["k"]);
        }
    }

    [Fact]
    public void AConstantIsReadInEveryRow()
    {
        var rows = _open.Rows("SELECT 'the same long constant', MAP {'a': 1}, [1, 2], 7::UTINYINT FROM range(3000)");
        Assert.Equal(3000, rows.Count);
        Assert.All(rows, row =>
        {
            Assert.Equal("the same long constant", row[0]);
            Assert.Equal(1, Assert.IsType<Dictionary<string, object?>>(row[1])["a"]);
            Assert.Equal([1, 2], Assert.IsType<List<object?>>(row[2]));
            Assert.Equal((byte)7, row[3]);
        });
    }

    [Fact]
    public void ManyChunksAreReadAsSpansWithTheirNulls()
    {
        using var result = _open.Connection.Query("SELECT CASE WHEN r % 3 = 0 THEN NULL ELSE r END, 'row number ' || r FROM range(100000) t(r)");
        var (chunks, sum, nulls, at) = (0, 0L, 0, 0L);
        while (result.NextChunk(out var chunk))
        {
            chunks++;
            var numbers = chunk.Column(0);
            var values = numbers.Values<long>();
            Assert.True(numbers.MayHaveNulls);
            for (var row = 0; row < chunk.Count; row++, at++)
            {
                if (numbers.IsValid(row))
                    sum += values[row];
                else
                    nulls++;
                Assert.Equal("row number " + at, Encoding.UTF8.GetString(chunk.Column(1).GetUtf8(row)));
            }
        }

        Assert.True(chunks > 40, $"{chunks} chunks");
        Assert.Equal((100_000L, 33_334), (at, nulls));
        Assert.Equal(Enumerable.Range(0, 100_000).Where(number => number % 3 != 0).Sum(number => (long)number), sum);
    }

    [Fact]
    public void AListsElementsAreReadAsOneSpan()
    {
        using var result = _open.Connection.Query("SELECT [r, r * 2] FROM range(10) t(r)");
        Assert.True(result.NextChunk(out var chunk));
        var list = chunk.Column(0);
        var elements = list.Child().Values<long>();
        var entry = list.GetEntry(4);
        Assert.Equal([4, 8], elements.Slice(entry.Offset, entry.Length).ToArray());
    }

    [Fact]
    public void AnIntegerOfAnyWidthIsReadAsLongIfItFits()
    {
        using var result = _open.Connection.Query("SELECT sum(r), 5::UTINYINT, 18446744073709551615::UBIGINT, 1.5 FROM range(10) t(r)");
        Assert.True(result.NextChunk(out var chunk));
        Assert.Equal(DuckDbType.HugeInt, result.ColumnType(0).Id);
        Assert.Equal(45, chunk.Column(0).GetInt64(0));
        Assert.Equal(45ul, chunk.Column(0).GetUInt64(0));
        Assert.Equal(5, chunk.Column(1).GetInt64(0));
        Assert.Throws<OverflowException>(() => chunk.Column(2).GetInt64(0));
        Assert.Equal(ulong.MaxValue, chunk.Column(2).GetUInt64(0));
        Assert.Equal(1.5, chunk.Column(3).GetDouble(0));
    }

    [Fact]
    public void AWrongTypeANullAndARowOutsideAreRefused()
    {
        using var result = _open.Connection.Query("SELECT 1::BIGINT, NULL::BIGINT, 'text'");
        Assert.True(result.NextChunk(out var chunk));
        Assert.Throws<InvalidCastException>(() => chunk.Column(0).Values<double>().Length);
        Assert.Throws<InvalidCastException>(() => chunk.Column(2).Values<long>().Length);
        Assert.Throws<InvalidCastException>(() => chunk.Column(0).GetString(0));
        Assert.Throws<InvalidCastException>(() => chunk.Column(2).GetInt64(0));
        Assert.Throws<InvalidCastException>(() => chunk.Column(1).GetInt64(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => chunk.Column(0).GetInt64(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => chunk.Column(0).GetInt64(-1));
    }

    [Fact]
    public void AColumnsTypeIsDescribed()
    {
        using var result = _open.Connection.Query(
            "SELECT 1.50::DECIMAL(18,3) AS price, MAP {'a': 1::DOUBLE}, {'x': ['a']}, 'b'::ENUM('a', 'b'), [1]::INTEGER[1] AS fixed");
        Assert.Equal(5, result.ColumnCount);
        Assert.Equal("price", result.ColumnName(0));
        Assert.Equal("DECIMAL(18,3)", result.ColumnType(0).ToString());
        Assert.Equal(DuckDbType.BigInt, result.ColumnType(0).StoredAs);
        Assert.Equal("MAP(VARCHAR, DOUBLE)", result.ColumnType(1).ToString());
        Assert.Equal("STRUCT(x VARCHAR[])", result.ColumnType(2).ToString());
        Assert.Equal(["a", "b"], result.ColumnType(3).EnumValues);
        Assert.Equal("INTEGER[1]", result.ColumnType(4).ToString());
    }

    public void Dispose() => _open.Dispose();

    private static DateTime Utc(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}
